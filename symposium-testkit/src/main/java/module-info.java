/** Contracts that handlers and stores are tested against, and an engine for tests. */
module org.symposium.testkit {
    requires static org.jspecify;
    requires org.symposium.core;
    requires org.symposium.spi;
}
