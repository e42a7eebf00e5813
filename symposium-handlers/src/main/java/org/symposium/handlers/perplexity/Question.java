package org.symposium.handlers.perplexity;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Values;

/** The call that asks. A POST that changes nothing, but costs: it counts as reading. */
final class Question {
    private static final String PATH = "/chat/completions";
    private static final long MAX_BYTES = 8 * 1024 * 1024;
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);

    private Question() {}

    /** What the settings ask for. Options that stand at the service's own default are left out. */
    static HttpCall of(Values settings, Model model) {
        Values body = Values.of("model", model.name())
                .with("messages", messages(settings))
                .with("temperature", settings.number("temperature"))
                .withOptional("max_tokens", optionalWhole(settings, "max_tokens"))
                .withOptional("search_recency_filter", settings.optionalText("search_recency_filter"))
                .withOptional("search_after_date_filter", american(settings, "search_after_date"))
                .withOptional("search_before_date_filter", american(settings, "search_before_date"))
                .withOptional("reasoning_effort", settings.optionalText("reasoning_effort"))
                .with("web_search_options", Map.of("search_context_size", settings.text("search_context_size", "low")));
        if (!settings.text("search_mode", "web").equals("web")) {
            body = body.with("search_mode", settings.text("search_mode"));
        }
        if (settings.has("search_domains")) {
            body = body.with("search_domain_filter", settings.texts("search_domains"));
        }
        if (settings.flag("related_questions", false)) {
            body = body.with("return_related_questions", true);
        }
        HttpCall call = posted(body).deadline(model.patience());
        return model.isDeepResearch() ? call.limit("deep_research", "all") : call;
    }

    /** The cheapest call that a wrong key fails: one token, without a search. */
    static HttpCall ping() {
        return posted(Values.of("model", "sonar")
                .with("messages", List.of(message("user", "ping")))
                .with("max_tokens", 1)
                .with("disable_search", true));
    }

    private static HttpCall posted(Values body) {
        return HttpCall.of("POST", PATH)
                .bearer("api_key")
                .header("Accept", "application/json")
                .json(body)
                .effect(Effect.READ)
                .redirects(0)
                .maxBytes(MAX_BYTES);
    }

    private static List<Values> messages(Values settings) {
        Values query = message("user", settings.text("query"));
        return settings.optionalText("instructions")
                .filter(text -> !text.isBlank())
                .map(text -> List.of(message("system", text), query))
                .orElse(List.of(query));
    }

    private static Values message(String role, String content) {
        return Values.of("role", role).with("content", content);
    }

    private static Optional<Long> optionalWhole(Values settings, String name) {
        return settings.has(name) ? Optional.of(settings.whole(name)) : Optional.empty();
    }

    /** The service reads days in the American order only. */
    private static Optional<String> american(Values settings, String name) {
        return settings.optionalText(name).map(day -> AMERICAN.format(LocalDate.parse(day)));
    }
}
