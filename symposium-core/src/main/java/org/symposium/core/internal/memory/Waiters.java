package org.symposium.core.internal.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Who waits for permits, in the order in which they first asked. Not thread-safe. */
final class Waiters {
    /** How much later than told a waiter may ask again and still has its place. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final Map<String, Waiter> byName = new HashMap<>();
    private final TreeSet<Waiter> byEnd =
            new TreeSet<>(Comparator.comparingLong(Waiter::until).thenComparingLong(Waiter::ticket));
    private long lastTicket;

    /** The waiter's place in line; behind everybody else if it has none. */
    long ticket(String name) {
        Waiter waiter = byName.get(name);
        return waiter == null ? lastTicket + 1 : waiter.ticket();
    }

    /** It has what it wanted. */
    void served(String name) {
        Waiter waiter = byName.remove(name);
        if (waiter != null) {
            leave(waiter);
        }
    }

    /** It is to ask again at this moment, and has a place in these windows, beside those it had. */
    void wait(String name, Map<SlidingWindow, Long> refusing, long again) {
        Waiter before = byName.get(name);
        long ticket = ticket(name);
        lastTicket = Math.max(lastTicket, ticket);
        var windows = new HashMap<>(refusing);
        if (before != null) {
            byEnd.remove(before);
            windows.putAll(before.windows());
        }
        refusing.forEach((window, weight) -> window.line(ticket, weight));
        Waiter waiter = new Waiter(name, ticket, again + PATIENCE, windows);
        byName.put(name, waiter);
        byEnd.add(waiter);
    }

    /** Lets go of those who did not ask again in time. */
    void forgetUntil(long now) {
        while (!byEnd.isEmpty() && byEnd.first().until() - now < 0) {
            Waiter gone = byEnd.first();
            byName.remove(gone.name());
            leave(gone);
        }
    }

    private void leave(Waiter waiter) {
        byEnd.remove(waiter);
        waiter.windows().keySet().forEach(window -> window.leave(waiter.ticket()));
    }

    private record Waiter(String name, long ticket, long until, Map<SlidingWindow, Long> windows) {}
}
