package org.symposium.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Values;

/** Other stores whose connection breaks: before they have done what they were asked for, or after it. */
final class ShakyStores extends OtherStores {
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private volatile String what = "";

    ShakyStores(Stores stores) {
        super(stores);
    }

    /** The next so many calls of this do nothing and fail. */
    void breakBefore(String method, int times) {
        what = method;
        before.set(times);
    }

    /** The next so many calls of this do what they do, and fail. */
    void breakAfter(String method, int times) {
        what = method;
        after.set(times);
    }

    boolean isWhole() {
        return before.get() == 0 && after.get() == 0;
    }

    private <T> T on(String method, Supplier<T> work) {
        boolean isIt = method.equals(what);
        if (isIt && before.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the connection broke");
        }
        T result = work.get();
        if (isIt && after.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the connection broke, and nobody knows");
        }
        return result;
    }

    @Override
    public Saved save(Outcome outcome, Lease lease) {
        return on("save", () -> super.save(outcome, lease));
    }

    @Override
    public Ledger ledger() {
        return new ShakyLedger(super.ledger());
    }

    private final class ShakyLedger implements Ledger {
        private final Ledger ledger;

        private ShakyLedger(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Optional<Values> find(String owner, String deliveryId) {
            return on("find", () -> ledger.find(owner, deliveryId));
        }

        @Override
        public Values open(String owner, String deliveryId, Values frozen, Lease lease) {
            return on("open", () -> ledger.open(owner, deliveryId, frozen, lease));
        }

        @Override
        public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
            return on("intend", () -> ledger.intend(owner, deliveryId, step, digest, shown, lease));
        }

        @Override
        public boolean refreeze(String owner, String deliveryId, Values frozen, Lease lease) {
            return on("refreeze", () -> ledger.refreeze(owner, deliveryId, frozen, lease));
        }

        @Override
        public List<String> latest(String owner, String outputId, String cardId, String before, int limit) {
            return on("latest", () -> ledger.latest(owner, outputId, cardId, before, limit));
        }

        @Override
        public List<String> taken(String owner, String deliveryId) {
            return on("taken", () -> ledger.taken(owner, deliveryId));
        }

        @Override
        public boolean giveBack(String owner, String deliveryId, Lease lease) {
            return on("giveBack", () -> ledger.giveBack(owner, deliveryId, lease));
        }

        @Override
        public boolean withdraw(String owner, String deliveryId, String step, Lease lease) {
            return on("withdraw", () -> ledger.withdraw(owner, deliveryId, step, lease));
        }

        @Override
        public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
            return on("record", () -> ledger.record(owner, deliveryId, step, receipt, lease));
        }
    }
}
