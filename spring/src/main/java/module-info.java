/** One transaction for records and for Spring, whichever has begun it. */
module io.fluxrecord.spring {
    requires transitive io.fluxrecord.core;
    requires org.slf4j;
    requires spring.core;
    requires spring.r2dbc;
    requires spring.tx;

    exports io.fluxrecord.spring;

    provides io.fluxrecord.transaction.AmbientTransactions with
            io.fluxrecord.spring.SpringTransactions;
}
