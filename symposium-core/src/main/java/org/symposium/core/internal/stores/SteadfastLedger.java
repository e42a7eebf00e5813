package org.symposium.core.internal.stores;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** A ledger that is asked again: each of its writes comes to the same when it was done already. */
record SteadfastLedger(Ledger ledger) implements Ledger {
    @Override
    public Optional<Values> find(String owner, String deliveryId) {
        return Insistence.on(() -> ledger.find(owner, deliveryId));
    }

    @Override
    public Values open(String owner, String deliveryId, Values frozen, Lease lease) {
        return Insistence.on(() -> ledger.open(owner, deliveryId, frozen, lease));
    }

    @Override
    public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
        return Insistence.on(() -> ledger.intend(owner, deliveryId, step, digest, shown, lease));
    }

    @Override
    public boolean refreeze(String owner, String deliveryId, Values frozen, Lease lease) {
        return Insistence.on(() -> ledger.refreeze(owner, deliveryId, frozen, lease));
    }

    @Override
    public List<String> latest(String owner, String outputId, String cardId, String before, int limit) {
        return Insistence.on(() -> ledger.latest(owner, outputId, cardId, before, limit));
    }

    @Override
    public List<String> taken(String owner, String deliveryId) {
        return Insistence.on(() -> ledger.taken(owner, deliveryId));
    }

    @Override
    public boolean giveBack(String owner, String deliveryId, Lease lease) {
        return Insistence.on(() -> ledger.giveBack(owner, deliveryId, lease));
    }

    @Override
    public boolean withdraw(String owner, String deliveryId, String step, Lease lease) {
        return Insistence.on(() -> ledger.withdraw(owner, deliveryId, step, lease));
    }

    @Override
    public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
        return Insistence.on(() -> ledger.record(owner, deliveryId, step, receipt, lease));
    }
}
