package org.symposium.soak.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.symposium.soak.canary.EchoServer.Answer;
import org.symposium.soak.canary.EchoServer.Answer.End;
import org.symposium.spi.model.Json;
import org.symposium.testkit.Echo;
import org.symposium.testkit.FakeService.Request;

/** The ways in which a service repeats what it was told. Those after which the engine leaves a service alone for a while come last. */
enum EchoCase implements Function<Request, Answer> {
    GOOD_OBJECT(200, "application/json"),
    GOOD_LIST(200, "application/json"),
    FEED(200, "application/rss+xml"),
    PAGE(200, "text/html"),
    BROKEN_JSON(200, "application/json"),
    MOVED(301, "text/html"),
    BAD_REQUEST(400, "application/json"),
    UNAUTHORIZED(401, "application/json"),
    FORBIDDEN(403, "text/html"),
    NOT_FOUND(404, "application/json"),
    UNPROCESSABLE(422, "application/json"),
    TOO_MANY(429, "application/json"),
    FAULT(500, "text/plain"),
    BROKEN_OFF(200, "application/json"),
    RESET(200, "text/plain");

    /** Names under which services give what handlers look for. */
    private static final String OBJECT = """
            {"ok": true, "id": "7", "ts": "1.5", "name": ALL, "title": ALL, "full_name": ALL, "label": ALL, "login": ALL, "url": "https://example.org/", "html_url": "https://example.org/",
             "description": ALL, "text": ALL, "message": ALL, "error": ALL, "detail": ALL, "code": ALL, "type": ALL, "number": 1, "count": 1, "total": 1, "total_count": 1,
             "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z", "user": {"id": 1, "login": ALL}, "errors": [{"message": ALL, "code": ALL}]""";

    private final int status;
    private final String contentType;

    EchoCase(int status, String contentType) {
        this.status = status;
        this.contentType = contentType;
    }

    /** Whether it is given to one of several who share the answers, counted from zero. */
    boolean isFor(int one, int several) {
        return isTriedWithAll() || Arrays.asList(values()).indexOf(this) % several == one;
    }

    /** Whether each set of credentials meets it; others meet one each. */
    boolean isTriedWithAll() {
        return this == GOOD_OBJECT || this == BAD_REQUEST;
    }

    @Override
    public Answer apply(Request request) {
        if (request.path().endsWith("/robots.txt")) {
            return new Answer(404, "Not Found", Map.of("Content-Type", "text/plain"), "none", End.WHOLE);
        }
        String line = Echo.oneLine(request);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        headers.put("ETag", "\"" + line.replace("\"", "'") + "\"");
        headers.put("Last-Modified", line);
        headers.put("X-Request-Id", line);
        headers.put("WWW-Authenticate", line);
        headers.put("Retry-After", line);
        headers.put("Link", "<" + elsewhere(request) + ">; rel=\"next\"");
        if (this == MOVED) {
            headers.put("Location", elsewhere(request));
        }
        return new Answer(status, line, headers, body(request), end());
    }

    private End end() {
        return switch (this) {
            case BROKEN_OFF -> End.BROKEN_OFF;
            case RESET -> End.RESET;
            default -> End.WHOLE;
        };
    }

    /** On the same server, once: what is asked there is not sent on. */
    private static String elsewhere(Request request) {
        if (request.path().startsWith("/elsewhere")) {
            return "/elsewhere";
        }
        String all = Echo.oneLine(request);
        return "/elsewhere?all="
                + URLEncoder.encode(all.substring(0, Math.min(all.length(), 1500)), StandardCharsets.UTF_8);
    }

    private String body(Request request) {
        String all = Echo.of(request);
        String object = OBJECT.replace("ALL", Json.write(all));
        return switch (this) {
            case GOOD_LIST -> "[" + object + "}]";
            case FEED -> feed(markup(all));
            case PAGE, FORBIDDEN, MOVED ->
                "<html><head><title>" + markup(all) + "</title></head><body><article><h1>" + markup(all) + "</h1><p>"
                        + all + "</p></article></body></html>";
            case BROKEN_JSON -> "{\"message\": " + Json.write(all) + ", \"asked\": " + all;
            case FAULT -> all;
            default -> object + lists(object, all) + ", \"" + name().toLowerCase(Locale.ROOT) + "\": true}";
        };
    }

    /** The lists in which services give what they have; one of them is of the whole kind, which is enough to read. */
    private static String lists(String object, String all) {
        String small = "[{\"id\": \"7\", \"name\": \"seven\", \"title\": " + Json.write(all) + "}]";
        return ", \"items\": [" + object + "}], \"data\": " + small + ", \"results\": " + small + ", \"records\": "
                + small
                + ", \"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": " + Json.write(all)
                + "}, \"finish_reason\": \"stop\"}]";
    }

    private static String feed(String all) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + all
                + "</title><link>https://example.org/</link>"
                + "<description>" + all + "</description><item><title>" + all + "</title><guid>" + all
                + "</guid><link>https://example.org/1</link><description>" + all
                + "</description></item></channel></rss>";
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
