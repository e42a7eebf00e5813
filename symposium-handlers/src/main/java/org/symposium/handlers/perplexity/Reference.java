package org.symposium.handlers.perplexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/**
 * A source of an answer. Its place in the list is its number in the text.
 *
 * @param url empty unless it is a web address
 * @param date as Perplexity wrote it, usually a day; empty if unknown
 */
record Reference(String title, String url, String date) {

    /** What an answer names, from the richer list ({@code search_results}), filled up from the plain one ({@code citations}). */
    static List<Reference> of(JsonNode answer) {
        JsonNode results = answer.path("search_results");
        JsonNode citations = answer.path("citations");
        var references = new ArrayList<Reference>();
        for (int i = 0; i < Math.max(results.size(), citations.size()); i++) {
            references.add(of(results.path(i), citations.path(i).asString("")));
        }
        return references;
    }

    /** The stored form read again. */
    static Reference of(Values stored) {
        return new Reference(stored.text("title", ""), stored.text("url", ""), stored.text("date", ""));
    }

    Values values() {
        return Values.of("title", title).with("url", url).with("date", date);
    }

    /** What to call it: its title, else its address. */
    String name() {
        return title.isEmpty() ? (url.isEmpty() ? "Source" : url) : title;
    }

    private static Reference of(JsonNode result, String citation) {
        return new Reference(
                result.path("title").asString("").strip(),
                web(result.path("url").asString(citation).strip()),
                result.path("date").asString("").strip());
    }

    private static String web(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") ? url : "";
    }
}
