/** Contracts that handlers and stores are tested against, and an engine for tests. */
module org.symposium.testkit {
    requires static org.jspecify;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.symposium.core;
    requires transitive org.symposium.spi;
    requires jdk.httpserver;

    exports org.symposium.testkit;
}
