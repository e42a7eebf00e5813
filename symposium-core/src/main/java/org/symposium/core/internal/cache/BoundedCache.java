package org.symposium.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/** A cache that forgets what was used least once it is full. Thread-safe. The one place that knows Caffeine. */
public final class BoundedCache<K, V> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Cache<K, V> cache;

    /**
     * Bounded by size.
     *
     * @param most of all sizes together
     * @param size how much an entry counts
     * @param longest how long an entry is kept at most
     */
    public BoundedCache(long most, ToIntBiFunction<K, V> size, Duration longest) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher(size::applyAsInt)
                .expireAfterWrite(longest)
                .build();
    }

    /** Bounded by size, and kept until there is no room. */
    public BoundedCache(long most, ToIntBiFunction<K, V> size) {
        this(most, size, FOR_EVER);
    }

    /** What is kept under the key, or is made now and kept. What {@code make} throws is passed on, and nothing is kept. */
    public V get(K key, Function<K, V> make) {
        return cache.get(key, make);
    }

    /** What is kept under the key. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(cache.getIfPresent(key));
    }

    /** Keeps it. */
    public void put(K key, V value) {
        cache.put(key, value);
    }
}
