package org.symposium.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side of a webhook: takes what is posted to it, if the signature is right. */
final class Receiver implements AutoCloseable {
    private final String secret = newSecret();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Loopback loopback;

    private Receiver(int port, Clock clock) throws IOException {
        this.clock = clock;
        this.loopback = Loopback.start(port, "/hook", this::answer);
    }

    /** Listens at this port if it is free. */
    static Receiver start(int port) throws IOException {
        return new Receiver(port, Clock.systemUTC());
    }

    URI url() {
        return loopback.url();
    }

    /** What senders have to sign with. */
    String secret() {
        return secret;
    }

    /** All that came in so far, refused ones among them. */
    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<String> fault = new StandardWebhook(secret, clock).fault(exchange.getRequestHeaders(), body);
            received.add(Received.of(exchange, body, fault));
            exchange.sendResponseHeaders(fault.isEmpty() ? 204 : 401, -1);
        }
    }

    private static String newSecret() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }
}
