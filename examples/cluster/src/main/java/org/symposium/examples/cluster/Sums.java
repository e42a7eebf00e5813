package org.symposium.examples.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;

/**
 * The execution log held against the slots that were due.
 *
 * @param due slots that fell due
 * @param once those that have one outcome in the log
 * @param twice those that have more
 * @param lost those that have none
 * @param unasked outcomes of slots that no schedule has
 * @param failed outcomes that are a failure
 * @param interrupted attempts that a node began and did not bring to an end
 * @param attempts attempts in the whole log, interrupted ones and those after the end among them
 * @param longestWait from a slot to the start of the attempt that brought its outcome
 */
record Sums(
        int due,
        int once,
        int twice,
        int lost,
        int unasked,
        int failed,
        int interrupted,
        int attempts,
        Duration longestWait) {
    private static final Set<Status> NO_OUTCOME =
            EnumSet.of(Status.QUEUED, Status.RUNNING, Status.DELAYED, Status.INTERRUPTED);

    private record Slot(String sourceId, Instant at) {}

    /** Counts. What the log holds of slots after the end does not count, but for its attempts. */
    static Sums of(Map<String, List<Instant>> due, List<Execution> log, Instant end) {
        var outcomes = new HashMap<Slot, Integer>();
        due.forEach((source, slots) -> slots.forEach(slot -> outcomes.put(new Slot(source, slot), 0)));
        int expected = outcomes.size();
        int unasked = 0;
        var counted = new ArrayList<Execution>();
        for (Execution run : log) {
            Instant at = run.slot().orElse(Instant.MIN);
            if (at.isAfter(end)) {
                continue;
            }
            counted.add(run);
            var slot = new Slot(run.targetId(), at);
            if (outcomes.containsKey(slot)) {
                outcomes.merge(slot, outcomes(run), Integer::sum);
            } else {
                unasked += outcomes(run);
            }
        }
        return new Sums(
                expected,
                with(1, 1, outcomes),
                with(2, Integer.MAX_VALUE, outcomes),
                with(0, 0, outcomes),
                unasked,
                (int) counted.stream()
                        .filter(run -> run.status() == Status.FAILURE)
                        .count(),
                log.stream().mapToInt(Sums::interruptions).sum(),
                log.stream().mapToInt(run -> statuses(run).size()).sum(),
                longestWait(counted));
    }

    /** Whether each slot was run, and none twice. */
    boolean areGood() {
        return due > 0 && once == due && twice == 0 && lost == 0 && unasked == 0;
    }

    private static int with(int least, int most, Map<Slot, Integer> outcomes) {
        return (int) outcomes.values().stream()
                .filter(count -> count >= least && count <= most)
                .count();
    }

    /** A failure that is tried again is none. */
    private static int outcomes(Execution run) {
        List<Status> statuses = statuses(run);
        boolean goesOn = run.nextTryAt().isPresent();
        return (int) IntStream.range(0, statuses.size())
                .filter(at -> !NO_OUTCOME.contains(statuses.get(at)))
                .filter(at -> statuses.get(at) != Status.FAILURE || (at == statuses.size() - 1 && !goesOn))
                .count();
    }

    private static int interruptions(Execution run) {
        return (int) statuses(run).stream()
                .filter(status -> status == Status.INTERRUPTED)
                .count();
    }

    /** How each attempt of a run ended. */
    private static List<Status> statuses(Execution run) {
        var statuses = new ArrayList<Status>();
        run.toValues().list("attempts").forEach(attempt -> statuses.add(Status.ofWord(attempt.text("status"))));
        statuses.add(run.status());
        return statuses;
    }

    private static Duration longestWait(List<Execution> runs) {
        return runs.stream()
                .filter(run -> run.slot().isPresent() && !NO_OUTCOME.contains(run.status()))
                .map(run -> Duration.between(run.slot().get(), run.startedAt()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
