package org.symposium.examples.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What happens to the nodes meanwhile: the last of them is killed, then the one before it is frozen for a while. Each in the middle of its work, if it has any. */
final class Incidents {
    private static final double KILL = 0.15;
    private static final double FREEZE = 0.3;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    private final NodeProcess killed;
    private final NodeProcess frozen;
    private final Duration killAt;
    private final Duration freezeAt;
    private final Duration freeze;
    private final Consumer<String> told;
    private boolean isKilled;
    private boolean isFrozen;
    private boolean isThawed;
    private Duration frozenSince = Duration.ZERO;

    Incidents(List<NodeProcess> nodes, Options options, Consumer<String> told) {
        this.killed = nodes.get(nodes.size() - 1);
        this.frozen = nodes.get(nodes.size() - 2);
        this.killAt = part(options.length(), KILL);
        this.freezeAt = part(options.length(), FREEZE);
        this.freeze = options.freeze();
        this.told = told;
        this.isFrozen = freeze.isZero();
        this.isThawed = freeze.isZero();
    }

    /** Lets happen what is due. */
    void look(Duration elapsed, QueueLook queue) throws IOException, InterruptedException {
        if (!isKilled && isDue(killAt, elapsed, killed, queue)) {
            killed.kill();
            isKilled = true;
            told.accept(killed.name() + " is killed (kill -9) while it holds " + queue.running(killed) + " runs");
        } else if (!isFrozen && isDue(freezeAt, elapsed, frozen, queue)) {
            freeze(elapsed, queue);
        } else if (isFrozen && !isThawed && elapsed.minus(frozenSince).compareTo(freeze) >= 0) {
            frozen.thaw();
            isThawed = true;
            told.accept(frozen.name() + " goes on (SIGCONT)");
        }
    }

    boolean areOver() {
        return isKilled && isThawed;
    }

    private void freeze(Duration elapsed, QueueLook queue) throws IOException, InterruptedException {
        isFrozen = true;
        if (frozen.freeze()) {
            frozenSince = elapsed;
            told.accept(frozen.name() + " is frozen (SIGSTOP) for " + freeze.toSeconds() + " s while it holds "
                    + queue.running(frozen) + " runs");
        } else {
            isThawed = true;
            told.accept(frozen.name() + " can't be frozen on this system");
        }
    }

    private static boolean isDue(Duration at, Duration elapsed, NodeProcess node, QueueLook queue) {
        return elapsed.compareTo(at) >= 0
                && (queue.running(node) > 0 || elapsed.minus(at).compareTo(LONGEST_IDLE) > 0);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofMillis((long) (whole.toMillis() * share));
    }
}
