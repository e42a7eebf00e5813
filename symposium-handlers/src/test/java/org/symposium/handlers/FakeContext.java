package org.symposium.handlers;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Connection;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.Values;

/** A context without an engine: settings as given, replies as canned, HTML "converted" by writing down what was to be converted. */
public class FakeContext implements HandlerContext {
    public static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

    private final IntegrationType type;
    private final Values settings;
    private final Credentials credentials;
    private final List<HttpReply> replies;
    private final List<HttpCall> sent = new ArrayList<>();

    public FakeContext(IntegrationType type, Values settings, Credentials credentials, HttpReply... replies) {
        this.type = type;
        this.settings = settings;
        this.credentials = credentials;
        this.replies = new ArrayList<>(List.of(replies));
    }

    /** The calls so far. */
    public List<HttpCall> sent() {
        return sent;
    }

    protected HttpReply answer(HttpCall call) {
        sent.add(call);
        return replies.remove(0);
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public IntegrationView integration() {
        return new IntegrationView(
                "ada",
                "integration-1",
                type.id(),
                "Mine",
                List.of(),
                Values.empty(),
                Values.empty(),
                true,
                "",
                "",
                Connection.UNKNOWN,
                0,
                Optional.empty(),
                NOW,
                0);
    }

    @Override
    public Values settings() {
        return settings;
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public HttpCalls http() {
        return new HttpCalls() {
            @Override
            public HttpReply send(HttpCall call) {
                return answer(call);
            }

            @Override
            public Attempted attempt(HttpCall call) {
                return new Attempted(Optional.of(answer(call)), Optional.empty());
            }
        };
    }

    @Override
    public SocketFactory sockets() {
        throw new UnsupportedOperationException("this is about HTTP");
    }

    @Override
    public String markdownFrom(String html, URI base) {
        return "{" + html + " @ " + base + "}";
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Override
    public String executionId() {
        return "execution-1";
    }

    @Override
    public void stopIfCancelled() {}
}
