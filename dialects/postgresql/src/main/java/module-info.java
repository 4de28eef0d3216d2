/** PostgreSQL as a dialect, with its driver. */
module io.fluxrecord.postgresql {
    requires transitive io.fluxrecord.core;
    requires r2dbc.postgresql;

    // The driver is an automatic module, which has no directives: what it needs of named modules is resolved by these.
    requires com.ongres.scram.client;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver.dns;

    exports io.fluxrecord.dialect.postgresql;

    provides io.fluxrecord.dialect.Dialect with
            io.fluxrecord.dialect.postgresql.PostgresqlDialect;
}
