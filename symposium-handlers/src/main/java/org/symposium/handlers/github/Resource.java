package org.symposium.handlers.github;

import java.util.Arrays;
import java.util.List;
import org.symposium.spi.model.Values;

/** What a source lists, and how that may be sorted. */
enum Resource {
    REPOSITORIES("repositories", List.of("best_match", "stars", "forks", "help-wanted-issues", "updated")),
    ISSUE_SEARCH("issue_search", List.of("best_match", "comments", "reactions", "interactions", "created", "updated")),
    ISSUES("issues", List.of("created", "updated", "comments")),
    PULL_REQUESTS("pull_requests", List.of("created", "updated", "popularity", "long-running")),
    RELEASES("releases", List.of("created"));

    private final String word;
    private final List<String> sorts;

    Resource(String word, List<String> sorts) {
        this.word = word;
        this.sorts = sorts;
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
        return sorts;
    }

    boolean isSearch() {
        return this == REPOSITORIES || this == ISSUE_SEARCH;
    }

    /** Whether what is new in it shows by its age: everything but repositories, which come into a list by their stars as well. */
    boolean isByAge() {
        return this != REPOSITORIES;
    }
}
