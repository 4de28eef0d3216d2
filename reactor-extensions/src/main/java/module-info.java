/** What composes with a pipeline of records. */
module io.fluxrecord.reactor {
    requires transitive io.fluxrecord.core;

    exports io.fluxrecord.reactor;
}
