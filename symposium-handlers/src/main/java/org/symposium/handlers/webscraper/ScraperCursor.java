package org.symposium.handlers.webscraper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Values;

/** What a run leaves for the next: the page's validators, a digest of what the card held, and the items that were met. */
record ScraperCursor(Values values) {
    private static final int AT_LEAST_KEPT = 2_000;

    /** To ask with; empty when the page must come in any case. */
    Values validators() {
        return values.objectOrEmpty("validators");
    }

    boolean hasCard(String digest) {
        return digest.equals(values.text("card_digest", ""));
    }

    /** Whether there was an earlier run. */
    boolean knowsItems() {
        return values.has("seen");
    }

    /** Those that no earlier run has met, in order. */
    List<String> unmet(Collection<String> identities) {
        var seen = new LinkedHashSet<>(values.texts("seen"));
        return identities.stream()
                .filter(identity -> !seen.contains(Digest.of(identity)))
                .toList();
    }

    ScraperCursor after(HttpReply reply) {
        Values validators = reply.validators();
        return validators.isEmpty() && reply.notModified()
                ? this
                : new ScraperCursor(values.with("validators", validators));
    }

    ScraperCursor withCard(String digest) {
        return new ScraperCursor(values.with("card_digest", digest));
    }

    /** Remembers these, the latest first, and forgets those of long ago. */
    ScraperCursor withMet(Collection<String> identities) {
        var all = new LinkedHashSet<String>();
        identities.forEach(identity -> all.add(Digest.of(identity)));
        all.addAll(values.texts("seen"));
        int most = Math.max(AT_LEAST_KEPT, identities.size());
        return new ScraperCursor(values.with("seen", new ArrayList<>(all).subList(0, Math.min(most, all.size()))));
    }

    /** When some items are left for the next run, which has to be given the page again. */
    ScraperCursor withoutValidators() {
        return new ScraperCursor(values.without("validators"));
    }
}
