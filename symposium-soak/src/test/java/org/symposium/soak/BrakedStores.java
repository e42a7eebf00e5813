package org.symposium.soak;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Leases;
import org.symposium.spi.Ledger;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Stores;

/** Stores with a brake at what the engine asks of them. */
final class BrakedStores {
    private final Brake brake;
    private volatile boolean sweeping;

    private BrakedStores(Brake brake) {
        this.brake = brake;
    }

    static Stores of(Stores stores, Brake brake) {
        var braked = new BrakedStores(brake);
        Leases leases = Around.wrap(Leases.class, stores.leases(), braked::leases);
        Ledger ledger = Around.wrap(Ledger.class, stores.ledger(), braked::ledger);
        RunQueue runs = Around.wrap(RunQueue.class, stores.runs(), braked::runs);
        RateLimiter limiter = Around.wrap(RateLimiter.class, stores.limiter(), braked::limiter);
        return Around.wrap(Stores.class, stores, (method, arguments, inner) -> switch (method) {
            case "leases" -> leases;
            case "ledger" -> ledger;
            case "runs" -> runs;
            case "limiter" -> limiter;
            case "save" -> braked.save(inner);
            default -> inner.call();
        });
    }

    private @Nullable Object save(Callable<@Nullable Object> inner) throws Exception {
        brake.at(Point.BEFORE_SAVE);
        return BrakedConnections.saving(inner);
    }

    private @Nullable Object leases(String method, List<@Nullable Object> arguments, Callable<@Nullable Object> inner)
            throws Exception {
        if (!method.equals("acquire")) {
            return inner.call();
        }
        String key = String.valueOf(arguments.get(0));
        boolean isOfARun = key.startsWith("source/") || key.startsWith("output/");
        if (isOfARun) {
            brake.at(Point.BEFORE_LEASE);
        }
        Object lease = inner.call();
        if (isOfARun) {
            brake.at(Point.LEASE_TAKEN);
        }
        sweeping = sweeping || key.equals("sweep");
        return lease;
    }

    private @Nullable Object ledger(String method, List<@Nullable Object> arguments, Callable<@Nullable Object> inner)
            throws Exception {
        if (method.equals("record")) {
            brake.at(Point.STEP_ANSWERED);
        }
        Object result = inner.call();
        switch (method) {
            case "open" -> brake.at(Point.DELIVERY_OPENED);
            case "intend" -> brake.at(Point.STEP_INTENDED);
            case "record" -> brake.at(Point.RECEIPT_WRITTEN);
            default -> {}
        }
        return result;
    }

    private @Nullable Object runs(String method, List<@Nullable Object> arguments, Callable<@Nullable Object> inner)
            throws Exception {
        Object result = inner.call();
        if (sweeping && method.equals("add")) {
            brake.at(Point.SWEEP_HALF_DONE);
        }
        return result;
    }

    private @Nullable Object limiter(String method, List<@Nullable Object> arguments, Callable<@Nullable Object> inner)
            throws Exception {
        Object result = inner.call();
        if (method.equals("acquire")) {
            brake.at(Point.PERMIT_TAKEN);
        }
        return result;
    }
}
