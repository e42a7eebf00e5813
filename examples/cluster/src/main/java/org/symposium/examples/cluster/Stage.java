package org.symposium.examples.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/** All that has to be cleared away at the end, however it comes about: what was set up last goes first, and each thing once. */
final class Stage implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private boolean isClosed;

    /** The thing itself, which is closed with the stage; at once if that is closed already. */
    synchronized <T extends AutoCloseable> T add(T thing) {
        if (isClosed) {
            close(thing);
            throw new Closed();
        }
        things.push(thing);
        return thing;
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        while (!things.isEmpty()) {
            close(things.pop());
        }
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.err.println("Could not be cleared away: " + e);
        }
    }

    /** It is being cleared away; nothing more is set up. */
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
