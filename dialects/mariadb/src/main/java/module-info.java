/** MariaDB as a dialect, with its driver. */
module io.fluxrecord.mariadb {
    requires transitive io.fluxrecord.core;
    requires r2dbc.mariadb;

    // The driver is an automatic module, which has no directives: what it needs of others is resolved by these.
    requires io.netty.handler;
    requires io.netty.resolver.dns;
    requires java.sql;

    exports io.fluxrecord.dialect.mariadb;

    provides io.fluxrecord.dialect.Dialect with
            io.fluxrecord.dialect.mariadb.MariadbDialect;
}
