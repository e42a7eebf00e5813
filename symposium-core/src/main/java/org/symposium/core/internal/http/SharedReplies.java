package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.Optional;
import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;

/** Answers that may be shared between runs, such as a site's robots.txt: kept in memory, by what was asked, never with a secret in it. */
final class SharedReplies {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofHours(24);

    private record Kept(Received answer, long at) {}

    private final BoundedCache<String, Kept> cache = new BoundedCache<>(
            MOST_BYTES, (key, kept) -> 1024 + key.length() + kept.answer().body().length, LONGEST);

    /** Lets a call pass that may be shared, or throws {@link IllegalArgumentException}. */
    static void check(HttpCall call, boolean carriesSecret) {
        if (call.sharedFor().isPresent() && (carriesSecret || call.effect() != Effect.READ)) {
            throw new IllegalArgumentException("a call that has a secret in it, or changes something, is not shared");
        }
    }

    /** An answer that is young enough. */
    Optional<Received> find(HttpCall call, String digest) {
        return call.sharedFor()
                .flatMap(age -> cache.find(digest)
                        .filter(kept -> System.nanoTime() - kept.at() <= age.toNanos())
                        .map(Kept::answer));
    }

    /** Keeps an answer, unless it says that the service is busy or broken. */
    void keep(HttpCall call, String digest, Received answer) {
        boolean lasting = answer.status() < 500 && answer.status() != 429 && answer.status() != 408;
        if (call.sharedFor().isPresent() && lasting) {
            cache.put(digest, new Kept(answer, System.nanoTime()));
        }
    }
}
