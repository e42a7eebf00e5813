package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symposium.core.internal.http.Rehearsal;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.Values;

/** The steps of a preview: each is looked at as if it were done, is written down, and is not done. */
final class ListedSteps {
    /** Most bytes that all that is shown of the calls has as JSON; from there on as much as the ledger keeps. */
    private static final long MOST_SHOWN = 10L * 1024 * 1024;

    private final RunContext context;
    private final RoadCalls calls;
    private final EarlierSteps earlier;
    private final DeliverySize size;
    private final Rehearsal rehearsal;
    private final List<Preview.Call> listed = new ArrayList<>();
    private long bytes;

    /**
     * The steps that are left.
     *
     * @param earlier what earlier attempts left, by name
     * @param rule for those that were sent and never answered
     */
    ListedSteps(RunContext context, Values earlier, DoubtRule rule) {
        this.context = context;
        this.calls = context.calls();
        this.earlier = new EarlierSteps(earlier, rule);
        this.size = new DeliverySize(earlier);
        this.rehearsal = calls.rehearsal();
    }

    Receipt take(Step step) {
        Optional<EarlierSteps.Found> found = earlier.next(step, () -> Steps.digest(calls, step));
        if (found.isPresent()) {
            return new KeptReceipt(step.name(), found.get().receipt());
        }
        if (!earlier.knows(step.name())) {
            size.addStep(step.name());
        }
        String key = Steps.idempotencyKey(context.executionId(), step);
        Rehearsal.Looked looked = step.call()
                .map(call -> rehearsal.look(call, key))
                .orElseGet(() -> new Rehearsal.Looked(step.shown(), Duration.ZERO));
        listed.add(new Preview.Call(step.name(), step.effect(), fitting(looked.shown()), key, looked.waitTime()));
        return new Expected(step.name());
    }

    /** What would be done, in order. */
    List<Preview.Call> calls() {
        return List.copyOf(listed);
    }

    private Values fitting(Values shown) {
        Values masked = context.workplace().masks().maskContent(shown);
        bytes += DeliverySize.bytes(masked);
        return bytes > MOST_SHOWN ? DeliverySize.shown(masked) : masked;
    }

    /** A receipt that would be there. */
    private record Expected(String step) implements Receipt {
        @Override
        public String text(String path) {
            return Rehearsal.placeholder(step, path);
        }

        @Override
        public OptionalLong whole(String path) {
            return OptionalLong.empty();
        }
    }
}
