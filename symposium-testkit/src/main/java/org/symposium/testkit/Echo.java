package org.symposium.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Json;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

/**
 * What an indiscreet service says: all that it was told, secrets among it, as it came and in the encodings that services write things in. Error pages of frameworks, debugging
 * proxies and {@code /anything} endpoints do so.
 */
public final class Echo {
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent");
    private static final int LONGEST_PART = 2048;
    private static final int LONGEST_HEADER = 6000;

    private Echo() {}

    /** All that was asked, in every form; on many lines. */
    public static String of(Request request) {
        var said = new ArrayList<>(List.of(asked(request)));
        for (String part : parts(request)) {
            said.addAll(forms(part));
        }
        return String.join("\n", said);
    }

    /** As {@link #of}, on one line that a header can hold. */
    public static String oneLine(Request request) {
        String line = String.join(" ", of(request).split("\\R", -1)).replaceAll("[^\\x20-\\x7e]", "?");
        return line.substring(0, Math.min(line.length(), LONGEST_HEADER));
    }

    /** A good answer, which repeats everything in each of its texts if it is JSON, and in its headers. */
    public static Reply within(Reply good, Request request) {
        String said = of(request);
        Reply reply = good.isJson() ? good.body(Json.write(said(Json.read(good.body()), said))) : good;
        return reply.header("X-Request-Id", oneLine(request));
    }

    /** Good answers and bad ones, all of which repeat what was asked. */
    static List<Function<Request, Reply>> answers(Function<Request, Reply> good) {
        return List.of(
                request -> within(good.apply(request), request),
                request -> Reply.of(200, "application/json", "{\"asked\": " + of(request) + "}"),
                request -> error(400, request),
                request -> error(401, request),
                request ->
                        Reply.of(403, "text/html", "<html><body><h1>No</h1><p>" + of(request) + "</p></body></html>"),
                request -> error(404, request).brokenOff(),
                request -> error(429, request).header("Retry-After", oneLine(request)),
                request -> Reply.of(500, "text/plain", of(request)).header("WWW-Authenticate", oneLine(request)));
    }

    /** In the members in which services say what was wrong. */
    private static Reply error(int status, Request request) {
        String said = of(request);
        return Reply.of(
                status,
                "application/json",
                Json.write(Map.of(
                        "ok",
                        false,
                        "error",
                        said,
                        "message",
                        said,
                        "detail",
                        said,
                        "code",
                        said,
                        "errors",
                        List.of(Map.of("message", said, "field", said)))));
    }

    /** What it was asked, in which a secret is percent-encoded already: it is repeated as it is, as services do. */
    private static String asked(Request request) {
        return cut(request.method() + " " + request.path());
    }

    /** Each part by itself, so that Base64 of it is what its sender would make of it. */
    private static List<String> parts(Request request) {
        var parts = new ArrayList<String>();
        request.headers().forEach((name, value) -> {
            if (!HARMLESS.contains(name)) {
                parts.add(name + ": " + value);
                parts.add(value);
            }
        });
        parts.add(request.body());
        return parts.stream().map(Echo::cut).filter(part -> !part.isEmpty()).toList();
    }

    /** As it is, Base64, Base64url, percent-encoded, JSON-escaped, hexadecimal, HTML-escaped. */
    private static List<String> forms(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        return List.of(
                part,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                URLEncoder.encode(part, StandardCharsets.UTF_8),
                Json.write(part),
                HexFormat.of().formatHex(bytes),
                part.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    private static String cut(String part) {
        return part.substring(0, Math.min(part.length(), LONGEST_PART));
    }

    private static @Nullable Object said(@Nullable Object tree, String said) {
        if (tree instanceof String text) {
            return text + " " + said;
        }
        if (tree instanceof Map<?, ?> object) {
            var changed = new LinkedHashMap<String, @Nullable Object>();
            object.forEach((name, value) -> changed.put((String) name, said(value, said)));
            changed.putIfAbsent("echo", said);
            return changed;
        }
        if (tree instanceof List<?> list) {
            var changed = new ArrayList<@Nullable Object>();
            list.forEach(item -> changed.add(said(item, said)));
            return changed;
        }
        return tree;
    }
}
