package org.symposium.handlers.webscraper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeContext;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A run over sites that a test makes up: what it does not put up is a 404. The call's own judge is asked, as on the road. */
final class SiteRun extends FakeContext implements SourceRun {
    static final String HOME = "https://example.org";

    private final Map<String, HttpReply> pages = new LinkedHashMap<>();
    private Values cursor = Values.empty();

    SiteRun(Values settings) {
        this(settings, Credentials.none());
    }

    SiteRun(Values settings, Credentials credentials) {
        super(new WebScraperHandler().type(), settings, credentials);
    }

    /** Puts up a page of {@link #HOME}, or of another site if it is a whole address. */
    SiteRun page(String path, HttpReply reply) {
        pages.put(path.startsWith("/") ? HOME + path : path, reply);
        return this;
    }

    SiteRun html(String path, String html) {
        return page(path, CannedReply.ok(html).with("Content-Type", "text/html; charset=utf-8"));
    }

    SiteRun after(Values cursor) {
        this.cursor = cursor;
        return this;
    }

    /** Addresses asked for, robots.txt left out. */
    List<String> pagesRead() {
        return addresses().stream()
                .filter(address -> !address.endsWith("/robots.txt"))
                .toList();
    }

    List<String> addresses() {
        return sent().stream().map(call -> call.uri().orElseThrow().toString()).toList();
    }

    @Override
    public Values cursor() {
        return cursor;
    }

    @Override
    protected HttpReply answer(HttpCall call) {
        sent().add(call);
        HttpReply reply = pages.getOrDefault(call.uri().orElseThrow().toString(), CannedReply.of(404, new byte[0]));
        Verdict verdict = call.accept().contains(reply.status())
                ? Verdict.ok()
                : call.judge().orElseThrow().judge(reply);
        if (!verdict.isOk()) {
            throw new HandlerException(verdict);
        }
        return reply;
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
                try {
                    return new Attempted(Optional.of(answer(call)), Optional.empty());
                } catch (HandlerException e) {
                    return new Attempted(Optional.empty(), Optional.of(e));
                }
            }
        };
    }

    static FailureKind kindOf(Throwable thrown) {
        return ((HandlerException) thrown).verdict().kind();
    }
}
