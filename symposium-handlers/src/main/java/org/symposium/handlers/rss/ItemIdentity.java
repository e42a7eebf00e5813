package org.symposium.handlers.rss;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes an item the same item: its id, else its address, else what it says. An id that one document gives to items of different addresses
 * is none. Knows one document.
 */
final class ItemIdentity {
    private static final int HASH_BYTES = 9;

    private final Set<String> shared = new HashSet<>();

    ItemIdentity(List<FeedItem> items) {
        Map<String, Optional<URI>> addresses = new HashMap<>();
        for (FeedItem item : items) {
            Optional<URI> before = addresses.putIfAbsent(item.id(), item.url());
            if (before != null && !before.equals(item.url())) {
                shared.add(item.id());
            }
        }
    }

    /** The item's identity, readable. */
    String of(FeedItem item) {
        if (!item.id().isEmpty() && !shared.contains(item.id())) {
            return item.id();
        }
        return link(item)
                .orElseGet(() -> "hash:"
                        + hash(item.title() + "\n"
                                + item.moment().map(Object::toString).orElse("") + "\n" + item.summary()
                                + item.content()));
    }

    /** The item's address, spelled in one way. */
    static Optional<String> link(FeedItem item) {
        return item.url().map(WebAddress::normalised);
    }

    /** Each item once, in order; of several versions of one, the newest. */
    List<FeedItem> distinct(List<FeedItem> items) {
        var byIdentity = new LinkedHashMap<String, FeedItem>();
        items.forEach(item -> byIdentity.merge(of(item), item, ItemIdentity::newer));
        return new ArrayList<>(byIdentity.values());
    }

    /** Short stand-in for a text: 72 bits of its SHA-256. */
    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #hash(String)}, of bytes. */
    static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static FeedItem newer(FeedItem one, FeedItem other) {
        return version(other).isAfter(version(one)) ? other : one;
    }

    private static Instant version(FeedItem item) {
        return item.updatedAt().or(item::publishedAt).orElse(Instant.MIN);
    }
}
