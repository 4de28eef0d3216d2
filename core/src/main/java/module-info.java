/** Reactive active records over R2DBC. */
module io.fluxrecord.core {
    requires transitive org.jspecify;
    requires transitive org.reactivestreams;
    requires transitive r2dbc.spi;
    requires transitive reactor.core;
    requires org.slf4j;
    requires r2dbc.pool;
    requires static tools.jackson.databind;

    exports io.fluxrecord;
    exports io.fluxrecord.annotation;
    exports io.fluxrecord.catalog;
    exports io.fluxrecord.dialect;
    exports io.fluxrecord.error;
    exports io.fluxrecord.generated;
    exports io.fluxrecord.lifecycle;
    exports io.fluxrecord.mapping;
    exports io.fluxrecord.query;
    exports io.fluxrecord.sql;
    exports io.fluxrecord.transaction;

    uses io.fluxrecord.dialect.Dialect;
    uses io.fluxrecord.generated.GeneratedMapping;
    uses io.fluxrecord.mapping.JsonCodec;
    uses io.fluxrecord.transaction.AmbientTransactions;
    uses io.r2dbc.spi.ConnectionFactoryProvider;
}
