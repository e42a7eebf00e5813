package org.symposium.handlers.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * One list of GitHub.
 *
 * @param first the call for its first page
 */
record Listing(Resource resource, HttpCall first, Values settings) {
    private static final int LARGEST_PAGE = 100;
    private static final String BEST_MATCH = "best_match";

    /**
     * The lists that a source wants: one, or two for issues and pull requests in one card.
     *
     * @param since only what is so new, as far as GitHub can tell
     */
    static List<Listing> of(Values settings, GithubCalls calls, Optional<Instant> since) {
        Resource resource = Resource.of(settings);
        if (!resource.isSearch()) {
            return List.of(new Listing(resource, calls.core(repositoryCall(resource, settings, since)), settings));
        }
        String path = resource == Resource.REPOSITORIES ? "/search/repositories" : "/search/issues";
        String sort = sort(settings);
        return SearchQuery.of(settings, resource, since, isByChange(settings)).stream()
                .map(query -> HttpCall.get(path)
                        .query("q", query)
                        .query("sort", sort.equals(BEST_MATCH) ? null : sort)
                        .query("order", sort.equals(BEST_MATCH) ? null : order(settings))
                        .query("per_page", perPage(settings)))
                .map(call -> new Listing(resource, calls.search(call), settings))
                .toList();
    }

    /** By what it is sorted. What is new is looked for by age, the newest first. */
    static String sort(Values settings) {
        Resource resource = Resource.of(settings);
        String usual = isByAge(settings) ? "created" : resource.sorts().get(0);
        return settings.text("sort", usual);
    }

    static String order(Values settings) {
        return isByAge(settings) ? "desc" : settings.text("order", "desc");
    }

    /** Whether each change of an entry makes it new. */
    static boolean isByChange(Values settings) {
        return sort(settings).equals("updated") && Resource.of(settings).isByAge();
    }

    static boolean isOnlyNew(Values settings) {
        return settings.flag("only_new", false);
    }

    private static boolean isByAge(Values settings) {
        return isOnlyNew(settings) && Resource.of(settings).isByAge();
    }

    /**
     * The entries of a page, unread.
     *
     * @throws HandlerException INVALID_RESPONSE when it is no page
     */
    JsonNode nodes(JsonNode page) {
        JsonNode nodes = resource.isSearch() ? page.path("items") : page;
        if (!nodes.isArray()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.INVALID_RESPONSE, "GitHub's answer is not the list that was asked for.")
                            .suggest(
                                    "If whoever runs this program has replaced GitHub's address, it may be wrong; else try again."));
        }
        return nodes;
    }

    /** Whether an entry of it is wanted. */
    boolean wants(Entry entry) {
        return switch (resource) {
            case ISSUES -> !entry.isPullRequest();
            case RELEASES -> settings.flag("prereleases", true) || !entry.isPrerelease();
            default -> true;
        };
    }

    boolean withText() {
        return settings.text("content", "summary").equals("summary");
    }

    private static HttpCall repositoryCall(Resource resource, Values settings, Optional<Instant> since) {
        String[] repository = settings.text("repository").split("/", 2);
        HttpCall call = switch (resource) {
            case ISSUES -> issues(HttpCall.get("/repos/{}/{}/issues", repository[0], repository[1]), settings, since);
            case PULL_REQUESTS ->
                HttpCall.get("/repos/{}/{}/pulls", repository[0], repository[1])
                        .query("state", settings.text("state", "open"));
            default -> HttpCall.get("/repos/{}/{}/releases", repository[0], repository[1]);
        };
        HttpCall sorted = resource == Resource.RELEASES
                ? call
                : call.query("sort", sort(settings)).query("direction", order(settings));
        return sorted.query("per_page", perPage(settings));
    }

    private static HttpCall issues(HttpCall call, Values settings, Optional<Instant> since) {
        List<String> labels = settings.texts("labels");
        return call.query("state", settings.text("state", "open"))
                .query("labels", labels.isEmpty() ? null : String.join(",", labels))
                .query("creator", settings.optionalText("author").orElse(null))
                .query("assignee", settings.optionalText("assignee").orElse(null))
                .query("since", since.orElse(null)); // by change, and what is opened later is changed later
    }

    private static long perPage(Values settings) {
        return isByAge(settings) ? LARGEST_PAGE : Math.min(LARGEST_PAGE, settings.whole("count", 30));
    }
}
