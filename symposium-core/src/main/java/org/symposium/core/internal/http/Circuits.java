package org.symposium.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/**
 * Leaves services alone that fail again and again, by integration and origin: calls fail at once for a while, then one looks whether the service
 * works again. In memory, for this engine only. Tells {@code circuit.opened} and {@code circuit.closed}, each once per change.
 */
final class Circuits {
    private static final long MOST = 10_000;

    private final BoundedCache<String, Circuit> circuits = new BoundedCache<>(MOST, (key, circuit) -> 1);
    private final CircuitRule rule;
    private final Events events;
    private final Clock clock;
    private final LongSupplier nanoTime;

    Circuits(CircuitRule rule, Events events, Clock clock, LongSupplier nanoTime) {
        this.rule = rule;
        this.events = events;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The way to one service. */
    Way to(Passage passage, String origin, String shownHost) {
        Integration integration = passage.integration();
        Circuit circuit = circuits.get(integration.id() + " " + origin, key -> new Circuit(rule));
        return new Way(circuit, integration, shownHost, passage.insists());
    }

    /** The way to one service through its circuit. */
    final class Way {
        private final Circuit circuit;
        private final Integration integration;
        private final String shownHost;
        private final boolean insists;

        private Way(Circuit circuit, Integration integration, String shownHost, boolean insists) {
            this.insists = insists;
            this.circuit = circuit;
            this.integration = integration;
            this.shownHost = shownHost;
        }

        /**
         * Makes the call and learns from how it ends. A call that a user waits for passes an open circuit too, and looks whether the service works again.
         *
         * @throws CircuitOpen when no call may pass now
         */
        <T> T go(Supplier<T> call) {
            Circuit.Admission admission = insists ? circuit.insist() : circuit.enter(nanoTime.getAsLong());
            if (admission.isRefused()) {
                throw new CircuitOpen(shownHost, circuit.failures(), circuit.kind(), admission.rest(), clock.instant());
            }
            try {
                T reply = call.get();
                answered(admission);
                return reply;
            } catch (PermitMissing | PermitTooFar e) {
                circuit.unknown(admission);
                throw e;
            } catch (HandlerException e) {
                learn(e, admission);
                throw e;
            } catch (RuntimeException | Error e) {
                circuit.unknown(admission);
                throw e;
            }
        }

        private void learn(HandlerException failure, Circuit.Admission admission) {
            switch (failure.verdict().kind()) {
                case SERVER_ERROR, NETWORK -> failed(failure, admission);
                case CANCELLED, MISCONFIGURED, INTERNAL -> circuit.unknown(admission);
                default -> answered(admission); // a service that says no works
            }
        }

        private void failed(HandlerException failure, Circuit.Admission admission) {
            circuit.failed(admission, failure.verdict().kind(), nanoTime.getAsLong())
                    .ifPresent(rest -> tell("circuit.opened", opened(failure, rest)));
        }

        private void answered(Circuit.Admission admission) {
            if (circuit.answered(admission)) {
                tell("circuit.closed", Values.empty());
            }
        }

        private Values opened(HandlerException failure, Duration rest) {
            return Values.of("failures", circuit.failures())
                    .with("error_kind", failure.verdict().kind().word())
                    .with("until", clock.instant().plus(rest));
        }

        private void tell(String name, Values details) {
            events.tell(
                    name,
                    integration.owner(),
                    details.with("integration_id", integration.id()).with("host", shownHost));
        }
    }
}
