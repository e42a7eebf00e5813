package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Option;
import tools.jackson.databind.JsonNode;

/**
 * Channels to pick from: <a href="https://docs.slack.dev/reference/methods/conversations.list">conversations.list</a>, at most {@value #MOST_PAGES} pages. Private ones too,
 * if the token may see them; Slack lists those that the bot is in.
 */
final class Channels {
    private static final int MOST_PAGES = 5;
    private static final int PAGE = 1_000;
    private static final int MOST = 200;
    private static final String PUBLIC = "public_channel";
    private static final String ALL = "public_channel,private_channel";

    private final HttpCalls http;
    private final String search;
    private final List<Option> found = new ArrayList<>();
    private final Set<String> cursors = new HashSet<>();

    private Channels(HttpCalls http, String search) {
        this.http = http;
        this.search = search;
    }

    static List<Option> options(HandlerContext context, String typed) {
        if (!context.credentials().has(Destination.TOKEN)) {
            return List.of();
        }
        String search = typed.strip().toLowerCase(Locale.ROOT);
        var channels = new Channels(context.http(), search.startsWith("#") ? search.substring(1) : search);
        channels.read();
        return List.copyOf(channels.found);
    }

    private void read() {
        HttpCalls.Attempted all = http.attempt(page(ALL, ""));
        boolean isPublicOnly = all.failure()
                .filter(failure -> failure.verdict().kind() == FailureKind.FORBIDDEN)
                .isPresent();
        String types = isPublicOnly ? PUBLIC : ALL;
        JsonNode page = isPublicOnly
                ? http.send(page(PUBLIC, "")).json()
                : all.reply().orElseThrow(() -> failure(all)).json();
        take(page);
        String cursor = next(page);
        for (int number = 2; number <= MOST_PAGES && !cursor.isEmpty() && found.size() < MOST; number++) {
            page = http.send(page(types, cursor)).json();
            take(page);
            cursor = next(page);
        }
    }

    private static HandlerException failure(HttpCalls.Attempted attempted) {
        return attempted.failure().orElseThrow();
    }

    private static HttpCall page(String types, String cursor) {
        HttpCall call = HttpCall.get("/conversations.list")
                .query("types", types)
                .query("exclude_archived", true)
                .query("limit", PAGE)
                .bearer(Destination.TOKEN)
                .limit("list", "");
        return cursor.isEmpty() ? call : call.query("cursor", cursor);
    }

    private void take(JsonNode page) {
        for (JsonNode channel : page.path("channels")) {
            var members = new Members(channel);
            String name = members.text("name").orElse("");
            boolean isWanted = found.size() < MOST
                    && !name.isEmpty()
                    && name.toLowerCase(Locale.ROOT).contains(search)
                    && !members.flag("is_archived");
            if (isWanted) {
                String label = (members.flag("is_private") ? "🔒 " : "#") + name;
                members.text("id").ifPresent(id -> found.add(new Option(id, label)));
            }
        }
    }

    /** A cursor that was there already would lead round in a circle. */
    private String next(JsonNode page) {
        String cursor =
                new Members(page.path("response_metadata")).text("next_cursor").orElse("");
        return cursors.add(cursor) ? cursor : "";
    }
}
