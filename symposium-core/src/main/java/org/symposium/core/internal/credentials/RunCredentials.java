package org.symposium.core.internal.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Credentials;

/** The opened credentials of one run. They may give way to others while it goes on, once, when the service refuses them; all of them are wiped at its end. Thread-safe. */
public final class RunCredentials {
    private final Renewal renewal;
    private final List<Credentials> opened = new ArrayList<>();
    private volatile Credentials current;

    private RunCredentials(Credentials first, Renewal renewal) {
        this.current = first;
        this.renewal = renewal;
        opened.add(first);
    }

    /** Where other credentials come from. */
    @FunctionalInterface
    public interface Renewal {
        /**
         * Asked when a service has refused the run's credentials.
         *
         * @return other ones; empty when there are none
         * @throws org.symposium.spi.model.HandlerException when there may be others, but not now
         */
        Optional<Credentials> instead();
    }

    /** These, and no others. */
    public static RunCredentials of(Credentials credentials) {
        return new RunCredentials(credentials, Optional::empty);
    }

    /** These, until they are refused. */
    public static RunCredentials of(Credentials credentials, Renewal renewal) {
        return new RunCredentials(credentials, renewal);
    }

    /** Those that count now. */
    public Credentials current() {
        return current;
    }

    /**
     * A service has refused these.
     *
     * @return whether others count now, which another thread may have seen to
     */
    public synchronized boolean giveWay(Credentials refused, Masks masks) {
        if (current != refused) {
            return true;
        }
        Optional<Credentials> next = renewal.instead();
        next.ifPresent(others -> {
            opened.add(others);
            masks.addAll(others);
            current = others;
        });
        return next.isPresent();
    }

    /** Overwrites all of them in memory. */
    public synchronized void wipe() {
        opened.forEach(Credentials::wipe);
    }
}
