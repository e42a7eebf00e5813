package org.symposium.core.internal.memory;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import org.symposium.spi.model.CardVersion;

/** What cards were before; of each card the newest ones. */
final class MemoryVersions extends MemoryTable<CardVersion> {
    private static final Comparator<CardVersion> NEWEST_FIRST = Comparator.comparing(CardVersion::replacedAt)
            .thenComparing(CardVersion::id)
            .reversed();

    MemoryVersions(ReadWriteLock lock) {
        super(CardVersion.KIND, lock, (owner, id) -> {});
    }

    /** One more, for the oldest one beyond what is kept; the write lock is held. */
    void keep(CardVersion version) {
        put(version);
        of(version.owner(), version.cardId()).stream()
                .sorted(NEWEST_FIRST)
                .skip(CardVersion.MOST)
                .forEach(old -> drop(old.owner(), old.id()));
    }

    /** Those of a card that is gone; the write lock is held. */
    void removeAll(String owner, String cardId) {
        of(owner, cardId).forEach(version -> drop(owner, version.id()));
    }

    private List<CardVersion> of(String owner, String cardId) {
        return rows(owner).values().stream()
                .map(StoredRow::row)
                .filter(version -> version.cardId().equals(cardId))
                .toList();
    }

    private void drop(String owner, String id) {
        remove(owner, id);
    }
}
