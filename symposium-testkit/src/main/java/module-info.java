/** Contracts that handlers and stores are tested against, and an engine for tests. */
module org.symposium.testkit {
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires static org.jspecify;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.symposium.core;
    requires transitive org.symposium.spi;
    requires jdk.httpserver;
    requires org.slf4j;

    exports org.symposium.testkit;
}
