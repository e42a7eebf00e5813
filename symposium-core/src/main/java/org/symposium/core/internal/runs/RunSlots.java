package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;

/**
 * Sees to it that no more runs of a type, or of an integration, go on at one time than may: on all nodes together, since each run of them holds one of so many
 * numbered leases. Thread-safe.
 */
public final class RunSlots {
    private static final long SHORTEST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 400;

    private final LeaseKeeper leases;
    private final Map<String, Long> mostOfType;
    private final Map<String, Long> mostOfIntegration;
    private final Map<String, Long> heldHere = new ConcurrentHashMap<>();

    /**
     * Slots over these leases.
     *
     * @param mostOfType by the type's name; instead of what the type itself says
     * @param mostOfIntegration for each integration of a type, by the type's name; instead of what the type itself says
     */
    public RunSlots(LeaseKeeper leases, Map<String, Long> mostOfType, Map<String, Long> mostOfIntegration) {
        this.leases = leases;
        this.mostOfType = Map.copyOf(mostOfType);
        this.mostOfIntegration = Map.copyOf(mostOfIntegration);
    }

    /** Slots that are held until they are closed. */
    public final class Held implements AutoCloseable {
        private final List<LeaseKeeper.Kept> kept = new ArrayList<>();
        private final List<String> counted = new ArrayList<>();

        private Held() {}

        @Override
        public void close() {
            counted.forEach(RunSlots.this::countDown);
            kept.forEach(LeaseKeeper.Kept::close);
        }
    }

    /** {@link #take} or {@link #await}. */
    @FunctionalInterface
    public interface Way {
        /** To slots for a run. */
        Held to(IntegrationType type, Integration integration, Cancellation cancellation);
    }

    /**
     * Takes the slots that a run needs, if they are free.
     *
     * @throws NoSlotFree when one of them is not
     */
    public Held take(IntegrationType type, Integration integration, Cancellation cancellation) {
        var held = new Held();
        String name = type.name();
        if (take("type/" + name, most(mostOfType, name, type.maxConcurrentRuns()), held, cancellation)
                && take(
                        "integration/" + integration.owner() + "/" + integration.id(),
                        most(mostOfIntegration, name, type.maxConcurrentRunsPerIntegration()),
                        held,
                        cancellation)) {
            return held;
        }
        held.close();
        throw new NoSlotFree();
    }

    /** For a run that needs none. */
    public Held none() {
        return new Held();
    }

    /**
     * As {@link #take}, but waits until they are free.
     *
     * @throws org.symposium.spi.model.HandlerException CANCELLED, when the run is stopped meanwhile
     */
    public Held await(IntegrationType type, Integration integration, Cancellation cancellation) {
        while (true) {
            try {
                return take(type, integration, cancellation);
            } catch (NoSlotFree e) {
                long wait = ThreadLocalRandom.current().nextLong(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
                cancellation.pause(Duration.ofMillis(wait));
            }
        }
    }

    private boolean take(String what, OptionalLong most, Held held, Cancellation cancellation) {
        if (most.isEmpty()) {
            return true;
        }
        if (!countUp(what, most.getAsLong())) {
            return false; // spares asking the store
        }
        held.counted.add(what);
        long first = ThreadLocalRandom.current().nextLong(most.getAsLong());
        for (long offset = 0; offset < most.getAsLong(); offset++) {
            long number = (first + offset) % most.getAsLong();
            Optional<LeaseKeeper.Kept> lease = leases.take("slot/" + what + "/" + number, cancellation);
            if (lease.isPresent()) {
                held.kept.add(lease.get());
                return true;
            }
        }
        return false;
    }

    private boolean countUp(String what, long most) {
        var counted = new boolean[1];
        heldHere.compute(what, (key, before) -> {
            long count = before == null ? 0 : before;
            counted[0] = count < most;
            return counted[0] ? Long.valueOf(count + 1) : before;
        });
        return counted[0];
    }

    private void countDown(String what) {
        heldHere.computeIfPresent(what, (key, count) -> count == 1 ? null : Long.valueOf(count - 1));
    }

    private static OptionalLong most(Map<String, Long> chosen, String type, OptionalLong own) {
        Long most = chosen.get(type);
        return most == null ? own : OptionalLong.of(most);
    }
}
