/** Stores, run queue, leases, rate limiter and ledger in a relational database. */
module org.symposium.jdbc {
    requires static org.jspecify;
    requires org.symposium.spi;
}
