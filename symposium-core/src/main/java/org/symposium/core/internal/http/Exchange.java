package org.symposium.core.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over a pooled connection, ended at its time limit whatever the other side does. Uses the client's connections without
 * its chain of interceptors: so there are no cookies, no retries, no redirects, no authentication, no decoding but our own, by construction.
 */
final class Exchange {
    private static final TimeValue KEPT = TimeValue.ofSeconds(20);
    private static final int MOST_PROMISES = 100;

    private final HttpClientConnectionManager connections;
    private final Watch watch;
    private final @Nullable EgressProxy proxy;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private volatile boolean closed;

    Exchange(HttpClientConnectionManager connections, Watch watch, @Nullable EgressProxy proxy) {
        this.connections = connections;
        this.watch = watch;
        this.proxy = proxy;
    }

    /** Sends the request and reads the answer, on this thread. */
    Received run(Outgoing request, TimeLimit limit, ReplyReader reader) throws Unanswered {
        if (closed) {
            throw new Unanswered(new RoadClosed(), false);
        }
        var flight = new Flight(connections.lease("", route(request.address()), timeout(limit), null), connections);
        Watch.Guard guard = watch.at(limit, flight::abort);
        try {
            return fly(flight, request, limit, reader);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(e, flight.isSent());
        } catch (IOException | HttpException | ExecutionException | TimeoutException | RuntimeException e) {
            throw new Unanswered(closed ? new RoadClosed() : e, flight.isSent());
        } finally {
            guard.close();
            flight.land();
        }
    }

    /** Lets nothing begin any more. What is under way fails when its connection is closed. */
    void close() {
        closed = true;
    }

    private static HttpRoute route(WebAddress address) {
        var host = new HttpHost(address.scheme(), address.bareHost(), address.port());
        return new HttpRoute(host, null, address.isSecure());
    }

    private Received fly(Flight flight, Outgoing request, TimeLimit limit, ReplyReader reader)
            throws IOException, HttpException, InterruptedException, ExecutionException, TimeoutException {
        HttpCoreContext context = HttpCoreContext.create();
        context.setAttribute(Connector.LIMIT, limit);
        flight.board(timeout(limit));
        flight.connect(context);
        flight.endpoint().setSocketTimeout(timeout(limit)); // a second net below the watch
        ClassicHttpRequest message = message(request);
        var promises = new AtomicInteger();
        ClassicHttpResponse response = flight.endpoint()
                .execute(
                        "",
                        message,
                        (sent, connection, shared) -> {
                            flight.send(connection);
                            return executor.execute(sent, connection, (promise, from, with) -> count(promises), shared);
                        },
                        context);
        Received received = reader.read(response, request);
        if (DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, context) && reader.isAtEnd()) {
            flight.keep(KEPT);
        }
        return received;
    }

    /** Answers that only promise one (1xx) cost us work for as long as the deadline; nobody needs many. */
    private static void count(AtomicInteger promises) throws ProtocolException {
        if (promises.incrementAndGet() > MOST_PROMISES) {
            throw new ProtocolException("more than " + MOST_PROMISES + " answers that only promise one");
        }
    }

    private ClassicHttpRequest message(Outgoing request) {
        var message =
                new BasicClassicHttpRequest(request.method(), request.address().target());
        message.setHeader("Host", request.address().hostAndPort());
        request.headers().forEach(header -> message.addHeader(header.name(), header.value()));
        byte[] body = request.body();
        if (body != null) {
            message.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
            message.setHeader("Content-Length", body.length);
        } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            message.setHeader("Content-Length", 0);
        }
        if (proxy != null && !request.address().isSecure()) {
            forward(message, request.address(), proxy);
        }
        return message;
    }

    /** What is not encrypted is handed to the proxy with its whole address. */
    private static void forward(BasicClassicHttpRequest message, WebAddress address, EgressProxy proxy) {
        message.setScheme(address.scheme());
        boolean usual = address.hostAndPort().equals(address.host());
        message.setAuthority(new URIAuthority(address.host(), usual ? -1 : address.port())); // as Host says it
        message.setAbsoluteRequestUri(true);
        proxy.authorization().ifPresent(value -> message.setHeader("Proxy-Authorization", value));
    }

    private static Timeout timeout(TimeLimit limit) {
        return Timeout.ofMilliseconds(limit.millis(Duration.ofDays(1)));
    }
}
