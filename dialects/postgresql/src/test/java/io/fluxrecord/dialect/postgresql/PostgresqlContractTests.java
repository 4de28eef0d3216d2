package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.tck.BankContract;
import io.fluxrecord.tck.CoalescingContract;
import io.fluxrecord.tck.ConflictRetryContract;
import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.DatabaseContract;
import io.fluxrecord.tck.EndingContract;
import io.fluxrecord.tck.HookContract;
import io.fluxrecord.tck.InsertAllContract;
import io.fluxrecord.tck.ListenerContract;
import io.fluxrecord.tck.MappingContract;
import io.fluxrecord.tck.MixinContract;
import io.fluxrecord.tck.QueryContract;
import io.fluxrecord.tck.SaveContract;
import io.fluxrecord.tck.SoftDeleteContract;
import io.fluxrecord.tck.StateModelContract;
import io.fluxrecord.tck.StatementContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.TimestampContract;
import io.fluxrecord.tck.TransactionContract;
import io.fluxrecord.tck.TypeContract;
import io.fluxrecord.tck.UuidKeyContract;
import io.fluxrecord.tck.VersionContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Flux;

/** Every contract, on a PostgreSQL server. */
final class PostgresqlContractTests {

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory());

    private interface OnPostgresql extends Contract {
        @Override
        default TestBed bed() {
            return BED;
        }
    }

    @Nested
    final class Save implements SaveContract, OnPostgresql {}

    @Nested
    final class Version implements VersionContract, OnPostgresql {}

    @Nested
    final class SoftDelete implements SoftDeleteContract, OnPostgresql {}

    @Nested
    final class Timestamp implements TimestampContract, OnPostgresql {}

    @Nested
    final class UuidKey implements UuidKeyContract, OnPostgresql {}

    @Nested
    final class Hook implements HookContract, OnPostgresql {}

    @Nested
    final class Listener implements ListenerContract, OnPostgresql {}

    @Nested
    final class Query implements QueryContract, OnPostgresql {}

    @Nested
    final class Type implements TypeContract, OnPostgresql {}

    @Nested
    final class Mapping implements MappingContract, OnPostgresql {}

    @Nested
    final class Mixin implements MixinContract, OnPostgresql {}

    @Nested
    final class ConflictRetry implements ConflictRetryContract, OnPostgresql {}

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
}
