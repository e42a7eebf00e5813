package org.symposium.spi;

import java.net.URI;
import java.time.Clock;
import javax.net.SocketFactory;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.Values;

/** What a handler has for one piece of work. Made by the engine; not to be kept when the work is done. */
public interface HandlerContext {
    /** The type, as registered. */
    IntegrationType type();

    /** The integration, without secrets. */
    IntegrationView integration();

    /** Settings merged of the source's or output's own, the integration's and the schema's defaults; checked. */
    Values settings();

    /** This integration's secrets. A request names them ({@code Secret}) instead. */
    Credentials credentials();

    /** The road out. */
    HttpCalls http();

    /** For what is not HTTP: the same address check; sockets are closed at deadline and cancel. */
    SocketFactory sockets();

    /** HTML from outside as clean Markdown: no scripts, no tracking pixels, relative links made absolute. */
    String markdownFrom(String html, URI base);

    /** The engine's clock. */
    Clock clock();

    /** Id of this run in the execution log. */
    String executionId();

    /** Throws if the run is cancelled or over its deadline. For long loops; the road does it at every call. */
    void stopIfCancelled();
}
