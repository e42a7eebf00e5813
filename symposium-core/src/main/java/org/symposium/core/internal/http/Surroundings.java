package org.symposium.core.internal.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.symposium.core.internal.runs.Cancellation;

/**
 * What a road takes from the world around it, so that tests may stand in for the world.
 *
 * @param names finds addresses
 * @param tls secures connections
 * @param pause waits between attempts
 * @param chance at random from 0 to below 1
 * @param nanoTime measures how long a service is left alone that fails, or refuses without a word
 */
record Surroundings(
        GuardedNames.Lookup names, TlsSocketStrategy tls, Pause pause, DoubleSupplier chance, LongSupplier nanoTime) {
    /** Waits this long, or throws as {@link Cancellation#pause} when the run is stopped. */
    @FunctionalInterface
    interface Pause {
        void pause(Cancellation cancellation, Duration time);
    }

    static Surroundings real() {
        return new Surroundings(
                InetAddress::getAllByName,
                DefaultClientTlsStrategy.createDefault(),
                Cancellation::pause,
                () -> ThreadLocalRandom.current().nextDouble(),
                System::nanoTime);
    }
}
