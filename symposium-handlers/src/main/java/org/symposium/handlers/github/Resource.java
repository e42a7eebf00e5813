package org.symposium.handlers.github;

import java.util.Arrays;
import java.util.List;
import org.symposium.spi.model.Values;

/** What a source lists, and how that may be sorted. */
enum Resource {
    REPOSITORIES("repositories"),
    ISSUE_SEARCH("issue_search"),
    ISSUES("issues"),
    PULL_REQUESTS("pull_requests"),
    RELEASES("releases");

    private final String word;

    Resource(String word) {
        this.word = word;
    }

    static Resource of(Values settings) {
        String word = settings.text("resource", REPOSITORIES.word);
        return Arrays.stream(values())
                .filter(resource -> resource.word.equals(word))
                .findFirst()
                .orElse(REPOSITORIES);
    }

    String word() {
        return word;
    }

    /** By what it may be sorted, the usual first. */
    List<String> sorts() {
        return switch (this) {
            case REPOSITORIES -> List.of("best_match", "stars", "forks", "help-wanted-issues", "updated");
            case ISSUE_SEARCH -> List.of("best_match", "comments", "reactions", "interactions", "created", "updated");
            case ISSUES -> List.of("created", "updated", "comments");
            case PULL_REQUESTS -> List.of("created", "updated", "popularity", "long-running");
            case RELEASES -> List.of("created");
        };
    }

    boolean isSearch() {
        return this == REPOSITORIES || this == ISSUE_SEARCH;
    }

    /** Whether what is new in it shows by its age: everything but repositories, which come into a list by their stars as well. */
    boolean isByAge() {
        return this != REPOSITORIES;
    }
}
