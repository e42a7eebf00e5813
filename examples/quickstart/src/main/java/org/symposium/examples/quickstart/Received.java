package org.symposium.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as the receiver got it.
 *
 * @param requestLine method and path
 * @param headers by name in lower case
 * @param body UTF-8
 * @param fault why it was refused, if it was
 */
record Received(String requestLine, Map<String, String> headers, String body, Optional<String> fault) {
    static Received of(HttpExchange exchange, byte[] body, Optional<String> fault) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Received(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                headers,
                new String(body, StandardCharsets.UTF_8),
                fault);
    }
}
