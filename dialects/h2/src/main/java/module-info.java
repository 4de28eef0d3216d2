/** H2 as a dialect, with its driver. */
@SuppressWarnings("module") // The digit at the end is part of the database's name.
module io.fluxrecord.h2 {
    requires transitive io.fluxrecord.core;
    requires r2dbc.h2;

    // The database is an automatic module, which has no directives: what it needs of the JDK is resolved by this.
    requires java.sql;

    exports io.fluxrecord.dialect.h2;

    provides io.fluxrecord.dialect.Dialect with
            io.fluxrecord.dialect.h2.H2Dialect;
}
