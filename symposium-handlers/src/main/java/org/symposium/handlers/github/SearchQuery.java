package org.symposium.handlers.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.model.Values;

/**
 * What a search asks for: the user's words, and the filters as qualifiers. GitHub searches for issues or for pull requests, and wants to be told which; of both in one
 * query it drops one without a word, so that they are two.
 */
final class SearchQuery {
    private static final Pattern ISSUE = Pattern.compile("(?i)(?:^|\\s)(?:is|type):issue(?=\\s|$)");
    private static final Pattern PULL_REQUEST =
            Pattern.compile("(?i)(?:^|\\s)(?:is|type):(?:pr|pull-request)(?=\\s|$)");
    private static final Pattern LANGUAGE = Pattern.compile("(?i)(?:^|\\s)language:(?:\"([^\"]+)\"|([^\\s\"]+))");

    private SearchQuery() {}

    /** Whether anything is asked for. */
    static boolean isEmpty(Values settings) {
        return words(settings).isEmpty() && filters(settings).isEmpty();
    }

    /** One query, or two. */
    static List<String> of(Values settings, Resource resource, Optional<Instant> since, boolean byChange) {
        String base = joined(words(settings), String.join(" ", filters(settings)));
        String from =
                since.map(at -> (byChange ? "updated:>=" : "created:>=") + at).orElse("");
        if (resource == Resource.REPOSITORIES) {
            return List.of(base);
        }
        return kinds(settings).stream()
                .map(kind -> joined(joined(base, kind), from))
                .toList();
    }

    /** The language that is looked for, in the filter or in the query. */
    static Optional<String> language(Values settings) {
        String filter = settings.text("language", "").strip();
        if (!filter.isEmpty()) {
            return Optional.of(filter);
        }
        Matcher found = LANGUAGE.matcher(words(settings));
        return found.find()
                ? Optional.ofNullable(found.group(1)).or(() -> Optional.ofNullable(found.group(2)))
                : Optional.empty();
    }

    static String words(Values settings) {
        return settings.text("query", "").strip().replaceAll("\\s+", " ");
    }

    private static List<String> kinds(Values settings) {
        String words = words(settings);
        boolean isSaid =
                ISSUE.matcher(words).find() || PULL_REQUEST.matcher(words).find();
        return isSaid
                ? List.of("")
                : switch (settings.text("kind", "issues")) {
                    case "pull_requests" -> List.of("is:pull-request");
                    case "both" -> List.of("is:issue", "is:pull-request");
                    default -> List.of("is:issue");
                };
    }

    private static List<String> filters(Values settings) {
        var filters = new ArrayList<String>();
        add(filters, "language", settings.text("language", ""));
        add(filters, "author", settings.text("author", ""));
        add(filters, "assignee", settings.text("assignee", ""));
        settings.texts("labels").forEach(label -> add(filters, "label", label));
        String state = settings.text("state", "all");
        if (!state.equals("all") && (!filters.isEmpty() || !words(settings).isEmpty())) {
            add(filters, "state", state);
        }
        return filters;
    }

    private static void add(List<String> filters, String qualifier, String value) {
        String plain = value.replace("\"", "").strip();
        if (!plain.isEmpty()) {
            filters.add(qualifier + ":" + (plain.matches("[A-Za-z0-9._-]+") ? plain : "\"" + plain + "\""));
        }
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
    }
}
