package org.symposium.handlers.github;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.model.Values;

/** Title and data of a card. */
final class GithubCard {
    private static final int MOST_OF_TITLE = 80;

    private final Values settings;
    private final Resource resource;

    GithubCard(Values settings) {
        this.settings = settings;
        this.resource = Resource.of(settings);
    }

    /** The title that its user chose, else what was looked for. */
    String title(List<Entry> entries) {
        String chosen = settings.text("title", "").strip();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        return "GitHub: " + PlainText.cut(subject(entries), MOST_OF_TITLE);
    }

    Values data(List<Entry> entries, Found found) {
        Values data = Values.of("resource", resource.word())
                .withOptional("query", Optional.of(query()).filter(query -> !query.isEmpty()))
                .withOptional("repository", settings.optionalText("repository"))
                .withOptional("state", settings.optionalText("state"))
                .withOptional("language", language(entries))
                .with("sort", Listing.sort(settings))
                .with("only_new", Listing.isOnlyNew(settings))
                .with("results_count", entries.size())
                .withOptional("total_count", found.total())
                .with("has_more", found.hasMore())
                .with("incomplete_results", found.isIncomplete());
        if (resource == Resource.REPOSITORIES) {
            data = data.with(
                    "total_stars",
                    entries.stream()
                            .mapToLong(entry -> entry.values().whole("stars", 0))
                            .sum());
        }
        return data.with("items", entries.stream().map(Entry::values).toList());
    }

    private String subject(List<Entry> entries) {
        return switch (resource) {
            case REPOSITORIES ->
                isTop()
                        ? language(entries)
                                .map(name -> "Top " + name + " Projects")
                                .orElse("Top projects: " + query())
                        : query();
            case ISSUE_SEARCH -> query();
            case RELEASES -> settings.text("repository") + " releases";
            default ->
                settings.text("repository") + " " + state() + resource.word().replace('_', ' ');
        };
    }

    private boolean isTop() {
        return Listing.sort(settings).equals("stars") && Listing.order(settings).equals("desc");
    }

    private String state() {
        String state = settings.text("state", "open");
        return state.equals("all") ? "" : state + " ";
    }

    /** As the query is sent, but for what the handler adds to it by itself. */
    private String query() {
        if (!resource.isSearch()) {
            return "";
        }
        String words = SearchQuery.words(settings);
        return words.isEmpty()
                ? SearchQuery.of(settings, Resource.REPOSITORIES, Optional.empty(), false)
                        .get(0)
                : words;
    }

    /** As GitHub writes it, if an entry shows how. */
    private Optional<String> language(List<Entry> entries) {
        return resource == Resource.REPOSITORIES
                ? SearchQuery.language(settings)
                        .map(asked -> entries.stream()
                                .flatMap(entry -> entry.values().optionalText("language").stream())
                                .filter(asked::equalsIgnoreCase)
                                .findFirst()
                                .orElse(asked.substring(0, 1).toUpperCase(Locale.ROOT) + asked.substring(1)))
                : Optional.empty();
    }
}
