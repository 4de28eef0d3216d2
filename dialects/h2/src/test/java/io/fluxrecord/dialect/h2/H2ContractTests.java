package io.fluxrecord.dialect.h2;

import io.fluxrecord.tck.ArrayContract;
import io.fluxrecord.tck.BankContract;
import io.fluxrecord.tck.Capabilities;
import io.fluxrecord.tck.CatalogContract;
import io.fluxrecord.tck.CoalescingContract;
import io.fluxrecord.tck.ConditionContract;
import io.fluxrecord.tck.ConnectionFaultContract;
import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.DatabaseContract;
import io.fluxrecord.tck.DeletedDuplicateContract;
import io.fluxrecord.tck.EdgeModelContract;
import io.fluxrecord.tck.EndingContract;
import io.fluxrecord.tck.ErrorContract;
import io.fluxrecord.tck.ExpressionContract;
import io.fluxrecord.tck.FatalErrorContract;
import io.fluxrecord.tck.GeneratedValueContract;
import io.fluxrecord.tck.HookContract;
import io.fluxrecord.tck.HookedOneAtATimeContract;
import io.fluxrecord.tck.InsertAllContract;
import io.fluxrecord.tck.IntervalContract;
import io.fluxrecord.tck.JoinedWorkContract;
import io.fluxrecord.tck.JsonContract;
import io.fluxrecord.tck.LateAnswerContract;
import io.fluxrecord.tck.LentConnectionContract;
import io.fluxrecord.tck.ListenerContract;
import io.fluxrecord.tck.LiveUniqueContract;
import io.fluxrecord.tck.LoadContract;
import io.fluxrecord.tck.MappingContract;
import io.fluxrecord.tck.MissedWriteContract;
import io.fluxrecord.tck.MixinContract;
import io.fluxrecord.tck.ModulePathContract;
import io.fluxrecord.tck.NamedTypeContract;
import io.fluxrecord.tck.NativeQueryContract;
import io.fluxrecord.tck.NegativeScaleContract;
import io.fluxrecord.tck.OneAtATimeContract;
import io.fluxrecord.tck.OrderConditionContract;
import io.fluxrecord.tck.PaddedKeyContract;
import io.fluxrecord.tck.PathContract;
import io.fluxrecord.tck.PatternContract;
import io.fluxrecord.tck.QueryContract;
import io.fluxrecord.tck.RandomOperationsContract;
import io.fluxrecord.tck.RandomQueryContract;
import io.fluxrecord.tck.RandomValueContract;
import io.fluxrecord.tck.ReadContract;
import io.fluxrecord.tck.ReadOnlyContract;
import io.fluxrecord.tck.RelationContract;
import io.fluxrecord.tck.RolledBackReadContract;
import io.fluxrecord.tck.RowCountContract;
import io.fluxrecord.tck.RowTruthContract;
import io.fluxrecord.tck.SaveContract;
import io.fluxrecord.tck.SavedChangesContract;
import io.fluxrecord.tck.SelectionContract;
import io.fluxrecord.tck.SequenceContract;
import io.fluxrecord.tck.SetByHandContract;
import io.fluxrecord.tck.SoftDeleteContract;
import io.fluxrecord.tck.StateModelContract;
import io.fluxrecord.tck.StatementContract;
import io.fluxrecord.tck.StoredKeyContract;
import io.fluxrecord.tck.StoredValueContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.TextContract;
import io.fluxrecord.tck.TimestampContract;
import io.fluxrecord.tck.TransactionContract;
import io.fluxrecord.tck.TransactionWorkContract;
import io.fluxrecord.tck.TypeContract;
import io.fluxrecord.tck.UnheldKeyContract;
import io.fluxrecord.tck.UuidKeyContract;
import io.fluxrecord.tck.ValidateContract;
import io.fluxrecord.tck.ValueAtTheEdgeContract;
import io.fluxrecord.tck.VersionContract;
import io.r2dbc.spi.ConnectionFactories;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Every contract, on an H2 database in memory. */
@ExtendWith(H2ContractTests.AnotherDatabaseAfterAFailure.class)
final class H2ContractTests {

    private static volatile TestBed bed = newBed();

    private static TestBed newBed() {
        return new TestBed(
                ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"),
                new OfH2());
    }

    static final class OfH2 implements Capabilities {

        @Override
        public String json(String json) {
            return "'" + json + "' FORMAT JSON";
        }

        @Override
        public String session() {
            return "SELECT SESSION_ID()";
        }

        @Override
        public boolean hasRollup() {
            return false;
        }

        @Override
        public boolean hasPeriodsOfDays() {
            return false;
        }

        @Override
        public String makeEnum(String name, String... labels) {
            return "CREATE DOMAIN IF NOT EXISTS " + name + " AS ENUM ('" + String.join("', '", labels) + "')";
        }

        /** H2 does not tell, but one that waits takes long. */
        @Override
        public String waitingFor(Object session) {
            return "SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID NOT IN (SESSION_ID(), " + session
                    + ") AND EXECUTING_STATEMENT_START < DATEADD(MILLISECOND, -20, CURRENT_TIMESTAMP)";
        }
    }

    private interface OnH2 extends Contract {
        @Override
        default TestBed bed() {
            return bed;
        }
    }

    /** What a test that failed has left open or locked must not fail those after it. */
    static final class AnotherDatabaseAfterAFailure implements TestWatcher {

        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            bed = newBed();
        }
    }

    @Nested
    final class Validate implements ValidateContract, OnH2 {}

    @Nested
    final class LiveUnique implements LiveUniqueContract, OnH2 {}

    @Nested
    final class DeletedDuplicate implements DeletedDuplicateContract, OnH2 {}

    @Nested
    final class Catalog implements CatalogContract, OnH2 {}

    @Nested
    final class Save implements SaveContract, OnH2 {}

    @Nested
    final class Errors implements ErrorContract, OnH2 {}

    @Nested
    final class Version implements VersionContract, OnH2 {}

    @Nested
    final class Relation implements RelationContract, OnH2 {}

    @Nested
    final class SoftDelete implements SoftDeleteContract, OnH2 {}

    @Nested
    final class Timestamp implements TimestampContract, OnH2 {}

    @Nested
    final class UuidKey implements UuidKeyContract, OnH2 {}

    @Nested
    final class FatalError implements FatalErrorContract, OnH2 {}

    @Nested
    final class Hook implements HookContract, OnH2 {}

    @Nested
    final class Listener implements ListenerContract, OnH2 {}

    @Nested
    final class Query implements QueryContract, OnH2 {}

    @Nested
    final class Pattern implements PatternContract, OnH2 {}

    @Nested
    final class Condition implements ConditionContract, OnH2 {}

    @Nested
    final class Type implements TypeContract, OnH2 {}

    @Nested
    final class Read implements ReadContract, OnH2 {}

    @Nested
    final class Text implements TextContract, OnH2 {}

    @Nested
    final class Mapping implements MappingContract, OnH2 {}

    @Nested
    final class Mixin implements MixinContract, OnH2 {}

    @Nested
    final class ConnectionFault implements ConnectionFaultContract, OnH2 {}

    @Nested
    final class Database implements DatabaseContract, OnH2 {}

    @Nested
    final class Transaction implements TransactionContract, OnH2 {}

    @Nested
    final class StateModel implements StateModelContract, OnH2 {}

    @Nested
    final class Bank implements BankContract, OnH2 {}

    @Nested
    final class Statement implements StatementContract, OnH2 {}

    @Nested
    final class Ending implements EndingContract, OnH2 {}

    @Nested
    final class InsertAll implements InsertAllContract, OnH2 {}

    @Nested
    final class Coalescing implements CoalescingContract, OnH2 {}

    @Nested
    final class Sequence implements SequenceContract, OnH2 {}

    @Nested
    final class JoinedWork implements JoinedWorkContract, OnH2 {}

    @Nested
    final class LateAnswer implements LateAnswerContract, OnH2 {}

    @Nested
    final class OneAtATime implements OneAtATimeContract, OnH2 {}

    @Nested
    final class HookedOneAtATime implements HookedOneAtATimeContract, OnH2 {}

    @Nested
    final class RowCount implements RowCountContract, OnH2 {}

    @Nested
    final class MissedWrite implements MissedWriteContract, OnH2 {}

    @Nested
    final class RandomOperations implements RandomOperationsContract, OnH2 {}

    @Nested
    final class Load implements LoadContract, OnH2 {}

    @Nested
    final class SavedChanges implements SavedChangesContract, OnH2 {}

    @Nested
    final class RolledBackRead implements RolledBackReadContract, OnH2 {}

    @Nested
    final class SetByHand implements SetByHandContract, OnH2 {}

    @Nested
    final class OrderCondition implements OrderConditionContract, OnH2 {}

    @Nested
    final class UnheldKey implements UnheldKeyContract, OnH2 {}

    @Nested
    final class ReadOnly implements ReadOnlyContract, OnH2 {}

    @Nested
    final class GeneratedValue implements GeneratedValueContract, OnH2 {}

    @Nested
    final class NegativeScale implements NegativeScaleContract, OnH2 {}

    @Nested
    final class Arrays implements ArrayContract, OnH2 {}

    @Nested
    final class LentConnections implements LentConnectionContract, OnH2 {}

    @Nested
    final class NativeQueries implements NativeQueryContract, OnH2 {}

    @Nested
    final class Json implements JsonContract, OnH2 {}

    @Nested
    final class Expressions implements ExpressionContract, OnH2 {}

    @Nested
    final class Paths implements PathContract, OnH2 {}

    @Nested
    final class RandomQueries implements RandomQueryContract, OnH2 {}

    @Nested
    final class Selections implements SelectionContract, OnH2 {}

    @Nested
    final class Interval implements IntervalContract, OnH2 {}

    @Nested
    final class NamedType implements NamedTypeContract, OnH2 {}

    @Nested
    final class RowTruth implements RowTruthContract, OnH2 {}

    @Nested
    final class TransactionWork implements TransactionWorkContract, OnH2 {}

    @Nested
    final class StoredValue implements StoredValueContract, OnH2 {}

    @Nested
    final class StoredKey implements StoredKeyContract, OnH2 {}

    @Nested
    final class PaddedKey implements PaddedKeyContract, OnH2 {}

    @Nested
    final class RandomValue implements RandomValueContract, OnH2 {}

    @Nested
    final class ValueAtTheEdge implements ValueAtTheEdgeContract, OnH2 {}

    @Nested
    final class EdgeModel implements EdgeModelContract, OnH2 {}

    @Nested
    final class ModulePath implements ModulePathContract {

        @Override
        public String module() {
            return "io.fluxrecord.h2";
        }

        @Override
        public String url() {
            return "r2dbc:h2:mem:///modules";
        }
    }
}
