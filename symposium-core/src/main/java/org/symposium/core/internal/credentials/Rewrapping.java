package org.symposium.core.internal.credentials;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/**
 * Seals everything anew that the primary key has not sealed, row by row, by compare-and-set: what a user or a run changes meanwhile is never overwritten. It keeps
 * nothing of where it was, since what is done is passed over; so it can be stopped, or die, anywhere. One run of it; the counts may be read by any thread.
 */
public final class Rewrapping {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    /** Users may add with an old primary key, on nodes that do not know the new one yet, behind the place where a pass is. */
    private static final int MOST_PASSES = 5;

    private static final int ATTEMPTS = 10;
    private static final int BATCH = 100;

    private final Stores stores;
    private final CredentialSafe safe;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private volatile boolean stopped;

    /** Of these stores. */
    public Rewrapping(Stores stores, CredentialSafe safe) {
        this.stores = stores;
        this.safe = safe;
    }

    /** Lets it end before the next row. */
    public void stop() {
        stopped = true;
    }

    /** Whether it was stopped. */
    public boolean isStopped() {
        return stopped;
    }

    /** Credentials sealed anew so far. */
    public long done() {
        return done.get();
    }

    /** Credentials that another key than the primary one has sealed, as far as is known. */
    public long left() {
        return Math.max(0, left.get());
    }

    /** Those among {@link #left} that can't be opened. */
    public long unreadable() {
        return unreadable.get();
    }

    /**
     * Does it, on this thread.
     *
     * @param afterBatch called now and then
     * @return what each key has sealed at the end
     * @throws VaultException when the vault can't be reached
     */
    public List<KeyUse> run(Runnable afterBatch) {
        List<KeyUse> keys = count();
        for (int pass = 0; pass < MOST_PASSES && left() > unreadable.get() && !stopped; pass++) {
            unreadable.set(0);
            SealedRows.all(stores, row -> {
                long before = done.get() / BATCH;
                move(row);
                if (done.get() / BATCH > before) {
                    afterBatch.run();
                }
                return !stopped;
            });
            keys = count();
        }
        return keys;
    }

    private List<KeyUse> count() {
        List<KeyUse> keys = KeyCount.of(stores, safe.vault());
        left.set(KeyCount.old(keys));
        return keys;
    }

    private void move(Integration read) {
        Table<Integration> rows = stores.table(Integration.KIND);
        Optional<Integration> row = Optional.of(read);
        for (int attempt = 0; attempt < ATTEMPTS && row.isPresent(); attempt++) {
            Resealed next = resealed(row.get());
            if (next.count() == 0) {
                unreadable.addAndGet(next.unreadable());
                return;
            }
            if (rows.replace(row.get().resealed(next.sealed()), row.get().revision())) {
                unreadable.addAndGet(next.unreadable());
                done.addAndGet(next.count());
                left.addAndGet(-next.count());
                return;
            }
            row = rows.find(read.owner(), read.id()); // somebody was faster
        }
    }

    private record Resealed(Values sealed, long count, long unreadable) {}

    private Resealed resealed(Integration row) {
        Values sealed = row.sealedCredentials();
        long count = 0;
        long broken = 0;
        for (String field : row.sealedCredentials().names()) {
            if (safe.vault().primary(row.sealedCredentials().text(field))) {
                continue;
            }
            try {
                sealed = sealed.with(field, safe.resealed(row, field));
                count++;
            } catch (VaultException e) {
                if (e.trouble() == Trouble.UNAVAILABLE) {
                    throw e;
                }
                LOG.warn("Integration {}: {}", row.id(), e.verdict().message());
                broken++;
            }
        }
        return new Resealed(sealed, count, broken);
    }
}
