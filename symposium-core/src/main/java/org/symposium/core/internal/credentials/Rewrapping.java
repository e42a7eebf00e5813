package org.symposium.core.internal.credentials;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.spi.Stores;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.FailureKind;
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
    private final AuditLog audit;
    private final AuditLog.Purpose purpose;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private volatile boolean stopped;

    /**
     * Of these stores.
     *
     * @param audit where each integration whose credentials are touched is noted
     * @param name of this rewrap, in the audit log
     */
    public Rewrapping(Stores stores, CredentialSafe safe, AuditLog audit, String name) {
        this.stores = stores;
        this.safe = safe;
        this.audit = audit;
        this.purpose = AuditLog.Purpose.of(AuditActor.OPERATOR, AuditAction.REWRAP, name);
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

    private void move(SealedRow<?> read) {
        List<String> fields = old(read);
        if (fields.isEmpty()) {
            return;
        }
        // a verifier is no credential of anybody's, so nobody's use of it is noted
        Optional<AuditLog.Use> use = read.integration().map(row -> audit.begin(purpose, row, fields));
        try {
            Optional<Resealed> sealed = replaced(read);
            sealed.ifPresent(this::count);
            boolean isWhole = sealed.filter(Resealed::isWhole).isPresent();
            use.ifPresent(begun -> begun.ended(
                    isWhole ? AuditLog.SUCCESS : AuditLog.FAILURE,
                    isWhole ? Optional.empty() : sealed.flatMap(Resealed::why)));
        } catch (VaultException e) {
            use.ifPresent(begun -> begun.failed(Optional.of(e.verdict().kind())));
            throw e;
        }
    }

    /** The names of what another key than the primary one has sealed. */
    private List<String> old(SealedRow<?> row) {
        return row.sealed().names().stream()
                .filter(field -> !safe.vault().primary(row.sealed().text(field)))
                .toList();
    }

    /** What is in its row now; empty if it is gone, or others change it all the time. */
    private Optional<Resealed> replaced(SealedRow<?> read) {
        Optional<SealedRow<?>> row = Optional.of(read);
        for (int attempt = 0; attempt < ATTEMPTS && row.isPresent(); attempt++) {
            Resealed next = resealed(row.get());
            if (next.count() == 0 || row.get().replace(stores, next.sealed())) {
                return Optional.of(next);
            }
            row = read.again(stores); // somebody was faster
        }
        return Optional.empty();
    }

    private void count(Resealed sealed) {
        unreadable.addAndGet(sealed.unreadable());
        done.addAndGet(sealed.count());
        left.addAndGet(-sealed.count());
    }

    private record Resealed(Values sealed, long count, long unreadable, Optional<FailureKind> why) {
        /** Whether everything that was to be sealed anew was. */
        boolean isWhole() {
            return count > 0 && unreadable == 0;
        }
    }

    private Resealed resealed(SealedRow<?> row) {
        Values sealed = row.sealed();
        long count = 0;
        long broken = 0;
        Optional<FailureKind> why = Optional.empty();
        for (String field : old(row)) {
            try {
                sealed = sealed.with(field, safe.resealed(sealed.text(field), row.place(field)));
                count++;
            } catch (VaultException e) {
                if (e.trouble() == Trouble.UNAVAILABLE) {
                    throw e;
                }
                LOG.warn(
                        "{} {}: {}",
                        row.holder().kind().name(),
                        row.row().id(),
                        e.verdict().message());
                broken++;
                why = Optional.of(e.verdict().kind());
            }
        }
        return new Resealed(sealed, count, broken, why);
    }
}
