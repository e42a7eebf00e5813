/** The contracts that handlers, stores and vaults implement, and the values they exchange. */
module org.symposium.spi {
    requires com.fasterxml.jackson.annotation;
    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;

    exports org.symposium.spi;
    exports org.symposium.spi.http;
    exports org.symposium.spi.model;
}
