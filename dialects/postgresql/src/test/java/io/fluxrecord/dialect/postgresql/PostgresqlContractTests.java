package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Schema;
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
import io.fluxrecord.tck.UnknownOutcomeContract;
import io.fluxrecord.tck.UuidKeyContract;
import io.fluxrecord.tck.ValidateContract;
import io.fluxrecord.tck.ValueAtTheEdgeContract;
import io.fluxrecord.tck.VersionContract;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Payment;
import io.fluxrecord.tck.model.Payment_;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.PostgresqlMessages;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Every contract, on a PostgreSQL server. */
final class PostgresqlContractTests {

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory(), new PostgresqlCapabilities());

    private interface OnPostgresql extends Contract {
        @Override
        default TestBed bed() {
            return BED;
        }
    }

    @Nested
    final class Validate implements ValidateContract, OnPostgresql {}

    @Nested
    final class LiveUnique implements LiveUniqueContract, OnPostgresql {}

    @Nested
    final class DeletedDuplicate implements DeletedDuplicateContract, OnPostgresql {}

    @Nested
    final class Catalog implements CatalogContract, OnPostgresql {}

    @Nested
    final class Save implements SaveContract, OnPostgresql {}

    @Nested
    final class Errors implements ErrorContract, OnPostgresql {}

    @Nested
    final class Version implements VersionContract, OnPostgresql {}

    @Nested
    final class Relation implements RelationContract, OnPostgresql {}

    @Nested
    final class SoftDelete implements SoftDeleteContract, OnPostgresql {}

    @Nested
    final class Timestamp implements TimestampContract, OnPostgresql {}

    @Nested
    final class UuidKey implements UuidKeyContract, OnPostgresql {}

    @Nested
    final class FatalError implements FatalErrorContract, OnPostgresql {}

    @Nested
    final class Hook implements HookContract, OnPostgresql {}

    @Nested
    final class Listener implements ListenerContract, OnPostgresql {}

    @Nested
    final class Query implements QueryContract, OnPostgresql {}

    @Nested
    final class Pattern implements PatternContract, OnPostgresql {}

    @Nested
    final class Condition implements ConditionContract, OnPostgresql {}

    @Nested
    final class Type implements TypeContract, OnPostgresql {}

    @Nested
    final class Read implements ReadContract, OnPostgresql {}

    @Nested
    final class Text implements TextContract, OnPostgresql {

        @Test
        void nulCharacterIsRefused() {
            Everything record = new Everything();
            record.texts = new String[] {"a", "b\0"};
            refused(record.save(), "Everything.texts", "U+0000");
            refused(Everything_.insertAll(Flux.just(record)), "Everything.texts", "U+0000");
            refused(Everything_.query().update(Everything_.text.set("\0")), "Everything.text", "U+0000");
            refused(Everything_.query().where(Everything_.text.contains("\0")).all(), "Everything.text", "U+0000");
            refused(Country_.find("I\0"), "Country.code", "U+0000");
        }
    }

    @Nested
    final class Mapping implements MappingContract, OnPostgresql {}

    @Nested
    final class Mixin implements MixinContract, OnPostgresql {}

    @Nested
    final class ConnectionFault implements ConnectionFaultContract, OnPostgresql {}

    @Nested
    final class Database implements DatabaseContract, OnPostgresql {}

    @Nested
    final class Transaction implements TransactionContract, OnPostgresql {}

    @Nested
    final class StateModel implements StateModelContract, OnPostgresql {}

    @Nested
    final class Bank implements BankContract, OnPostgresql {

        /** Kill a connection that has a transaction, every second. */
        @Override
        public Flux<?> havoc() {
            return Flux.interval(Duration.ofSeconds(1))
                    .onBackpressureDrop()
                    .concatMap(second -> PostgresqlServer.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'"
                            + " LIMIT 1"));
        }
    }

    @Nested
    final class Statement implements StatementContract, OnPostgresql {}

    @Nested
    final class Ending implements EndingContract, OnPostgresql {}

    @Nested
    final class InsertAll implements InsertAllContract, OnPostgresql {}

    @Nested
    final class Coalescing implements CoalescingContract, OnPostgresql {}

    @Nested
    final class Sequence implements SequenceContract, OnPostgresql {

        @ParameterizedTest
        @ValueSource(strings = {"bigserial", "bigint GENERATED BY DEFAULT AS IDENTITY"})
        void sequenceThatTheServerMadeForAColumnWillDo(String type) {
            StepVerifier.create(Schema.drop(bed().database(), Payment_.model())).verifyComplete();
            bed().execute("CREATE TABLE payment (id " + type + " PRIMARY KEY, reference text, version bigint)");
            bed().execute("INSERT INTO payment (reference, version) VALUES ('theirs', 1)");
            StepVerifier.create(new Payment("ours").save())
                    .assertNext(payment -> assertThat(payment.id).isEqualTo(2))
                    .verifyComplete();
        }
    }

    @Nested
    final class JoinedWork implements JoinedWorkContract, OnPostgresql {}

    @Nested
    final class LateAnswer implements LateAnswerContract, OnPostgresql {}

    @Nested
    final class OneAtATime implements OneAtATimeContract, OnPostgresql {}

    @Nested
    final class HookedOneAtATime implements HookedOneAtATimeContract, OnPostgresql {}

    @Nested
    final class RowCount implements RowCountContract, OnPostgresql {}

    @Nested
    final class MissedWrite implements MissedWriteContract, OnPostgresql {}

    @Nested
    final class RandomOperations implements RandomOperationsContract, OnPostgresql {}

    @Nested
    final class Load implements LoadContract, OnPostgresql {}

    @Nested
    final class SavedChanges implements SavedChangesContract, OnPostgresql {}

    @Nested
    final class RolledBackRead implements RolledBackReadContract, OnPostgresql {}

    @Nested
    final class SetByHand implements SetByHandContract, OnPostgresql {}

    @Nested
    final class OrderCondition implements OrderConditionContract, OnPostgresql {}

    @Nested
    final class UnheldKey implements UnheldKeyContract, OnPostgresql {}

    @Nested
    final class ReadOnly implements ReadOnlyContract, OnPostgresql {}

    @Nested
    final class GeneratedValue implements GeneratedValueContract, OnPostgresql {}

    @Nested
    final class NegativeScale implements NegativeScaleContract, OnPostgresql {}

    @Nested
    final class Arrays implements ArrayContract, OnPostgresql {}

    @Nested
    final class LentConnections implements LentConnectionContract, OnPostgresql {}

    @Nested
    final class NativeQueries implements NativeQueryContract, OnPostgresql {}

    @Nested
    final class Json implements JsonContract, OnPostgresql {}

    @Nested
    final class Expressions implements ExpressionContract, OnPostgresql {}

    @Nested
    final class Paths implements PathContract, OnPostgresql {}

    @Nested
    final class RandomQueries implements RandomQueryContract, OnPostgresql {}

    @Nested
    final class Selections implements SelectionContract, OnPostgresql {}

    @Nested
    final class Interval implements IntervalContract, OnPostgresql {}

    @Nested
    final class NamedType implements NamedTypeContract, OnPostgresql {}

    @Nested
    final class RowTruth implements RowTruthContract, OnPostgresql {}

    @Nested
    final class TransactionWork implements TransactionWorkContract, OnPostgresql {}

    @Nested
    final class StoredValue implements StoredValueContract, OnPostgresql {}

    @Nested
    final class StoredKey implements StoredKeyContract, OnPostgresql {}

    @Nested
    final class PaddedKey implements PaddedKeyContract, OnPostgresql {}

    @Nested
    final class RandomValue implements RandomValueContract, OnPostgresql {}

    @Nested
    final class ValueAtTheEdge implements ValueAtTheEdgeContract, OnPostgresql {}

    @Nested
    final class EdgeModel implements EdgeModelContract, OnPostgresql {}

    @Nested
    final class ModulePath implements ModulePathContract {

        @Override
        public String module() {
            return "io.fluxrecord.postgresql";
        }

        @Override
        public String url() {
            return PostgresqlServer.url();
        }
    }

    @Nested
    final class UnknownOutcome extends UnknownOutcomeContract implements OnPostgresql {

        @Override
        protected FaultProxy openProxy() {
            return PostgresqlServer.proxy();
        }

        @Override
        protected ConnectionFactory connectionFactory(FaultProxy proxy) {
            return PostgresqlServer.connectionFactory(proxy, "fluxrecord-unknown");
        }

        @Override
        protected Predicate<Message> sent(String verb) {
            return PostgresqlMessages.statement(verb);
        }

        @Override
        protected Predicate<Message> answered(String verb) {
            return PostgresqlMessages.done(verb);
        }

        /** It selects the keys of what is inserted in a common table expression. */
        @Override
        protected String verbOfInsertAll() {
            return "SELECT";
        }

        @Override
        protected Mono<Void> stopWaiting() {
            return PostgresqlServer.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'fluxrecord-unknown' AND wait_event_type = 'Lock'")
                    .then();
        }

        /** A constraint that is checked at the commit. */
        @Test
        void commitThatTheServerRefusesIsItsError() {
            bed().execute("ALTER TABLE \"inventory\" ADD CONSTRAINT one_sku UNIQUE (\"sku\")"
                    + " DEFERRABLE INITIALLY DEFERRED");
            StepVerifier.create(database().transaction(() -> new Inventory("lamp", 1).save()))
                    .verifyError(R2dbcDataIntegrityViolationException.class);
        }
    }
}
