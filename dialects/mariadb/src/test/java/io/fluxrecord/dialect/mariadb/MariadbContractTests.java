package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.tck.ArrayContract;
import io.fluxrecord.tck.BankContract;
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
import io.fluxrecord.tck.UnknownOutcomeContract;
import io.fluxrecord.tck.UuidKeyContract;
import io.fluxrecord.tck.ValidateContract;
import io.fluxrecord.tck.ValueAtTheEdgeContract;
import io.fluxrecord.tck.VersionContract;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.MariadbMessages;
import io.fluxrecord.tck.network.Message;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every contract, on a MariaDB server. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class MariadbContractTests {

    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    private interface OnMariadb extends Contract {
        @Override
        default TestBed bed() {
            return BED;
        }
    }

    @Nested
    final class ModulePath implements ModulePathContract {

        @Override
        public String module() {
            return "io.fluxrecord.mariadb";
        }

        @Override
        public String url() {
            return MariadbServer.url();
        }
    }

    @Nested
    final class Validate implements ValidateContract, OnMariadb {}

    @Nested
    final class LiveUnique implements LiveUniqueContract, OnMariadb {}

    @Nested
    final class DeletedDuplicate implements DeletedDuplicateContract, OnMariadb {}

    @Nested
    final class Catalog implements CatalogContract, OnMariadb {}

    @Nested
    final class Save implements SaveContract, OnMariadb {}

    @Nested
    final class Version implements VersionContract, OnMariadb {}

    @Nested
    final class Relation implements RelationContract, OnMariadb {}

    @Nested
    final class SoftDelete implements SoftDeleteContract, OnMariadb {}

    @Nested
    final class Timestamp implements TimestampContract, OnMariadb {}

    @Nested
    final class UuidKey implements UuidKeyContract, OnMariadb {}

    @Nested
    final class FatalError implements FatalErrorContract, OnMariadb {}

    @Nested
    final class Hook implements HookContract, OnMariadb {}

    @Nested
    final class Listener implements ListenerContract, OnMariadb {}

    @Nested
    final class Query implements QueryContract, OnMariadb {}

    @Nested
    final class Pattern implements PatternContract, OnMariadb {}

    @Nested
    final class Condition implements ConditionContract, OnMariadb {}

    @Nested
    final class Type implements TypeContract, OnMariadb {}

    @Nested
    final class Read implements ReadContract, OnMariadb {}

    @Nested
    final class Text implements TextContract, OnMariadb {}

    @Nested
    final class Mapping implements MappingContract, OnMariadb {}

    @Nested
    final class Mixin implements MixinContract, OnMariadb {}

    @Nested
    final class ConnectionFault implements ConnectionFaultContract, OnMariadb {}

    @Nested
    final class Database implements DatabaseContract, OnMariadb {}

    @Nested
    final class Transaction implements TransactionContract, OnMariadb {}

    @Nested
    final class StateModel implements StateModelContract, OnMariadb {}

    @Nested
    final class Bank implements BankContract, OnMariadb {

        /** Kill a connection that has a transaction, every second. */
        @Override
        public Flux<?> havoc() {
            return Flux.interval(Duration.ofSeconds(1))
                    .onBackpressureDrop()
                    .concatMap(second -> MariadbServer.killOneThatHasATransaction());
        }
    }

    @Nested
    final class Statement implements StatementContract, OnMariadb {}

    @Nested
    final class Ending implements EndingContract, OnMariadb {}

    @Nested
    final class InsertAll implements InsertAllContract, OnMariadb {}

    @Nested
    final class Coalescing implements CoalescingContract, OnMariadb {}

    @Nested
    final class Sequence implements SequenceContract, OnMariadb {}

    @Nested
    final class JoinedWork implements JoinedWorkContract, OnMariadb {}

    @Nested
    final class LateAnswer implements LateAnswerContract, OnMariadb {}

    @Nested
    final class OneAtATime implements OneAtATimeContract, OnMariadb {}

    @Nested
    final class HookedOneAtATime implements HookedOneAtATimeContract, OnMariadb {}

    @Nested
    final class RowCount implements RowCountContract, OnMariadb {}

    @Nested
    final class MissedWrite implements MissedWriteContract, OnMariadb {}

    @Nested
    final class RandomOperations implements RandomOperationsContract, OnMariadb {}

    @Nested
    final class Load implements LoadContract, OnMariadb {}

    @Nested
    final class SavedChanges implements SavedChangesContract, OnMariadb {}

    @Nested
    final class RolledBackRead implements RolledBackReadContract, OnMariadb {}

    @Nested
    final class SetByHand implements SetByHandContract, OnMariadb {}

    @Nested
    final class OrderCondition implements OrderConditionContract, OnMariadb {}

    @Nested
    final class UnheldKey implements UnheldKeyContract, OnMariadb {}

    @Nested
    final class ReadOnly implements ReadOnlyContract, OnMariadb {}

    @Nested
    final class GeneratedValue implements GeneratedValueContract, OnMariadb {}

    @Nested
    final class Arrays implements ArrayContract, OnMariadb {}

    @Nested
    final class LentConnections implements LentConnectionContract, OnMariadb {}

    @Nested
    final class NativeQueries implements NativeQueryContract, OnMariadb {}

    @Nested
    final class Json implements JsonContract, OnMariadb {}

    @Nested
    final class Expressions implements ExpressionContract, OnMariadb {}

    @Nested
    final class Paths implements PathContract, OnMariadb {}

    @Nested
    final class RandomQueries implements RandomQueryContract, OnMariadb {}

    @Nested
    final class Selections implements SelectionContract, OnMariadb {}

    @Nested
    final class Interval implements IntervalContract, OnMariadb {}

    @Nested
    final class NamedType implements NamedTypeContract, OnMariadb {}

    @Nested
    final class RowTruth implements RowTruthContract, OnMariadb {}

    @Nested
    final class TransactionWork implements TransactionWorkContract, OnMariadb {}

    @Nested
    final class StoredValue implements StoredValueContract, OnMariadb {}

    @Nested
    final class StoredKey implements StoredKeyContract, OnMariadb {}

    @Nested
    final class PaddedKey implements PaddedKeyContract, OnMariadb {}

    @Nested
    final class RandomValue implements RandomValueContract, OnMariadb {}

    @Nested
    final class ValueAtTheEdge implements ValueAtTheEdgeContract, OnMariadb {}

    @Nested
    final class Errors implements ErrorContract, OnMariadb {}

    @Nested
    final class EdgeModel implements EdgeModelContract, OnMariadb {}

    @Nested
    final class UnknownOutcome extends UnknownOutcomeContract implements OnMariadb {

        @Override
        protected FaultProxy openProxy() {
            return MariadbServer.proxy();
        }

        @Override
        protected ConnectionFactory connectionFactory(FaultProxy proxy) {
            return MariadbServer.connectionFactory(proxy);
        }

        @Override
        protected Predicate<Message> sent(String verb) {
            return MariadbMessages.statement(verb);
        }

        @Override
        protected Predicate<Message> answered(String verb) {
            return MariadbMessages.answer(verb);
        }

        /** What the server tells of its transactions is 100 ms old. */
        @Override
        protected Mono<Void> stopWaiting() {
            return MariadbServer.query("SELECT trx_mysql_thread_id FROM information_schema.innodb_trx"
                            + " WHERE trx_state = 'LOCK WAIT'")
                    .concatMap(session ->
                            MariadbServer.query("KILL QUERY " + session).then(Mono.just(session)))
                    .next()
                    .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(20)))
                    .then();
        }
    }
}
