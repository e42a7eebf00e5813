package org.symposium.handlers.github;

import java.net.URI;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;

/**
 * Calls to GitHub as it wants them: version and form of the answer named, with the token if there is one, counted in the windows that GitHub counts in: an hour for most,
 * a minute for searches, and for those without a token all of one address together.
 */
final class GithubCalls {
    /** Supported until March 2028 at least. */
    private static final String API_VERSION = "2022-11-28";
    /** A hundred pull requests, whole repositories and texts of 65,536 characters in each. */
    private static final long MAX_BYTES = 24L * 1024 * 1024;

    private final boolean hasToken;

    GithubCalls(HandlerContext context) {
        this.hasToken = context.credentials().has("token");
    }

    boolean hasToken() {
        return hasToken;
    }

    /** Most calls. */
    HttpCall core(HttpCall call) {
        return with(call, "core");
    }

    /** A search. */
    HttpCall search(HttpCall call) {
        return with(call, "search");
    }

    /** A next page, as GitHub names it. */
    HttpCall page(URI next, boolean isSearch) {
        return isSearch ? search(HttpCall.get(next)) : core(HttpCall.get(next));
    }

    private HttpCall with(HttpCall call, String window) {
        HttpCall whole = call.header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", API_VERSION)
                .maxBytes(MAX_BYTES)
                .limit(hasToken ? window : window + "_without_token", "");
        return hasToken ? whole.bearer("token") : whole;
    }
}
