/** The engine: what a host calls. */
module org.symposium.core {
    requires transitive org.symposium.spi;
    requires org.slf4j;
    requires com.cronutils;
    requires com.github.benmanes.caffeine;
    requires com.github.mustachejava;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.bouncycastle.provider;
    requires org.commonmark;
    requires org.commonmark.ext.autolink;
    requires org.commonmark.ext.gfm.strikethrough;
    requires org.commonmark.ext.gfm.tables;
    requires org.jsoup;

    uses org.symposium.spi.Handler;
    uses org.symposium.spi.HandlerModule;

    exports org.symposium.core;
}
