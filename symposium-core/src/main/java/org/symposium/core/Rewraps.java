package org.symposium.core;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.Rewrap.State;
import org.symposium.core.internal.credentials.Rewrapping;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.runs.Gate;
import org.symposium.core.internal.runs.Threads;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.VaultException;

/** The one rewrap that an engine does at a time. */
final class Rewraps {
    private static final Logger LOG = LoggerFactory.getLogger(Rewraps.class);

    private final Parts parts;
    private final Threads threads;
    private final Gate gate;
    private @Nullable Rewrap current;

    Rewraps(Parts parts, Threads threads, Gate gate) {
        this.parts = parts;
        this.threads = threads;
        this.gate = gate;
    }

    /** Begins one, unless one goes on. */
    synchronized Rewrap begin() {
        gate.checkOpen();
        if (current != null && current.progress().state() == State.RUNNING) {
            return current;
        }
        var rewrap = new Rewrap(new Rewrapping(
                parts.stores(), parts.safe(), parts.audit(), parts.ids().next()));
        current = rewrap;
        try {
            threads.executor().execute(() -> run(rewrap));
        } catch (RejectedExecutionException e) {
            rewrap.ended(State.FAILED, "The executor takes nothing.");
            rewrap.release();
            throw e;
        }
        return rewrap;
    }

    /** The engine closes. */
    synchronized void stop() {
        if (current != null) {
            current.stop();
        }
    }

    private void run(Rewrap rewrap) {
        try {
            List<KeyUse> keys = gate.within(() -> rewrap.work().run(() -> tell("rewrap.progress", rewrap)));
            rewrap.ended(rewrap.work().isStopped() ? State.STOPPED : State.FINISHED, null);
            report(rewrap, keys);
        } catch (VaultException e) {
            fail(rewrap, e.verdict().message() + " " + e.verdict().suggestion());
        } catch (RuntimeException | Error e) {
            LOG.error("A rewrap failed; begun again, it goes on from there", e);
            fail(rewrap, "The stores failed: " + e.getClass().getSimpleName() + ". The log says more.");
        } finally {
            rewrap.release(); // listeners have heard it by now
        }
    }

    private void fail(Rewrap rewrap, String why) {
        rewrap.ended(rewrap.work().isStopped() ? State.STOPPED : State.FAILED, why);
        tell("rewrap.ended", rewrap);
    }

    private void report(Rewrap rewrap, List<KeyUse> keys) {
        LOG.info("Rewrap: {}", rewrap.progress().toValues());
        for (KeyUse use : keys) {
            if (!use.isPrimary() && use.credentials() == 0) {
                LOG.info("Nothing is sealed by the key {} any more: it may be taken away on all nodes", use.keyId());
            }
        }
        tell("rewrap.ended", rewrap);
    }

    private void tell(String event, Rewrap rewrap) {
        parts.events().tell(event, "", rewrap.progress().toValues());
    }
}
