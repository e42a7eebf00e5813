package org.symposium.core.internal.flow;

import java.net.URI;
import java.time.Clock;
import javax.net.SocketFactory;
import org.symposium.core.internal.content.HtmlToMarkdown;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.Values;

/** What every handler has, whatever its work. */
class RunContext implements HandlerContext {
    private final Parts parts;
    private final Workplace workplace;
    private final IntegrationType type;
    private final Values settings;
    private final RunCredentials credentials;
    private final RoadCalls calls;

    RunContext(
            Parts parts,
            Workplace workplace,
            IntegrationType type,
            Values settings,
            RunCredentials credentials,
            RoadCalls calls) {
        this.parts = parts;
        this.workplace = workplace;
        this.type = type;
        this.settings = settings;
        this.credentials = credentials;
        this.calls = calls;
    }

    /** The same context, to build on. */
    RunContext(RunContext other) {
        this(other.parts, other.workplace, other.type, other.settings, other.credentials, other.calls);
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public IntegrationView integration() {
        return workplace.target().integration().view();
    }

    @Override
    public Values settings() {
        return settings;
    }

    @Override
    public Credentials credentials() {
        return credentials.current();
    }

    @Override
    public HttpCalls http() {
        return calls;
    }

    @Override
    public SocketFactory sockets() {
        return parts.road().sockets(workplace.cancellation());
    }

    @Override
    public String markdownFrom(String html, URI base) {
        return HtmlToMarkdown.convert(html, base);
    }

    @Override
    public Clock clock() {
        return parts.clock();
    }

    @Override
    public String executionId() {
        return workplace.order().executionId();
    }

    @Override
    public void stopIfCancelled() {
        workplace.cancellation().throwIfCancelled();
    }

    Parts parts() {
        return parts;
    }

    Workplace workplace() {
        return workplace;
    }

    RoadCalls calls() {
        return calls;
    }
}
