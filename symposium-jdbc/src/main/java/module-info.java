/** Stores, run queue, leases, rate limiter and ledger in a relational database. */
module org.symposium.jdbc {
    requires com.github.kagkarlsson.scheduler;
    requires flyway.core;
    requires io.leangen.geantyref; // for JDBI: as an automatic module it does not say what it needs
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static com.h2database;
    requires static org.jspecify;
    requires transitive java.sql;
    requires transitive org.symposium.spi;

    exports org.symposium.jdbc;
}
