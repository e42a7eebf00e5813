package org.symposium.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Leases;
import org.symposium.spi.Ledger;
import org.symposium.spi.Stores;

/** Stores as a process sees them that dies during a delivery: from one point on nothing of what it does reaches them. */
final class DyingStores {
    private static final Set<String> LIVING = Set.of("runs", "limiter", "clock", "close");

    private final Point point;
    private final int step;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile boolean dead;

    private DyingStores(Point point, int step) {
        this.point = point;
        this.step = step;
    }

    /** Where it dies. */
    enum Point {
        /** The intent is written, and nothing was sent. */
        INTENDED,
        /** The step was sent, and its receipt is not written. */
        SENT,
        /** The receipt is written. */
        RECORDED
    }

    /** The process is no more. Whoever called for the delivery sees this. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        Died() {
            super("the process has died, as the test wants it");
        }
    }

    /**
     * These stores.
     *
     * @param step the n-th step that comes to this point, from 1
     */
    static Stores of(Stores stores, Point point, int step) {
        var dying = new DyingStores(point, step);
        Ledger ledger = dying.wrap(Ledger.class, stores.ledger());
        Leases leases = dying.wrap(Leases.class, stores.leases());
        return (Stores) Proxy.newProxyInstance(
                DyingStores.class.getClassLoader(), new Class<?>[] {Stores.class}, (self, method, arguments) -> {
                    if (method.getName().equals("ledger")) {
                        return ledger;
                    }
                    if (method.getName().equals("leases")) {
                        return leases;
                    }
                    if (method.getName().equals("close")) {
                        return null; // others go on with them
                    }
                    if (dying.dead && !LIVING.contains(method.getName())) {
                        throw new Died();
                    }
                    return call(stores, method, arguments);
                });
    }

    private <T> T wrap(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String name = method.getName();
                    dieIf(dead || (name.equals("record") && isHere(Point.SENT)));
                    @Nullable Object result = call(target, method, arguments);
                    dieIf((name.equals("intend") && isHere(Point.INTENDED))
                            || (name.equals("record") && isHere(Point.RECORDED)));
                    return result;
                });
        return type.cast(proxy);
    }

    private boolean isHere(Point here) {
        return here == point && passed.incrementAndGet() == step;
    }

    private void dieIf(boolean now) {
        if (now) {
            dead = true;
            throw new Died();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
