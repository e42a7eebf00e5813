package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.spi.Ledger;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The steps of one delivery: intent written, done, receipt written. A step with a receipt is never done again. A step that was intended and never answered is in
 * doubt: see {@link DoubtRule}.
 */
final class Steps {
    private final RunContext context;
    private final RoadCalls calls;
    private final Ledger ledger;
    private final EarlierSteps earlier;
    private final DeliverySize size;
    private final DoubtRule rule;

    /** What its user has said of steps, by their names, as far as this attempt has come to them. */
    private final Map<String, Values> marked = new LinkedHashMap<>();

    /**
     * Steps of this attempt.
     *
     * @param earlier what earlier attempts left, by name
     * @param rule for those that were sent and never answered
     */
    Steps(RunContext context, Values earlier, DoubtRule rule) {
        this.context = context;
        this.calls = context.calls();
        this.ledger = context.parts().stores().ledger();
        this.earlier = new EarlierSteps(earlier, rule);
        this.rule = rule;
        this.size = new DeliverySize(earlier);
    }

    Receipt take(Step step) {
        String digest = digest(calls, step);
        Optional<EarlierSteps.Found> found = earlier.next(step, () -> digest);
        if (found.isPresent()) {
            Values receipt = found.get().receipt();
            if (!found.get().isWritten() && MarkedSteps.isMark(receipt)) {
                marked.put(step.name(), receipt);
            }
            return found.get().isWritten() || MarkedSteps.isMark(receipt)
                    ? new KeptReceipt(step.name(), receipt)
                    : record(step.name(), receipt);
        }
        if (!rule.holds(step)) {
            context.workplace().resent().add(step.name());
        }
        intend(step, digest);
        return record(step.name(), perform(step));
    }

    /** The delivery has arrived: what its user has said of steps is for good. */
    void arrived() {
        marked.forEach(this::record);
    }

    /** The same for the same step at each attempt; SHA-256, hex. */
    static String digest(RoadCalls calls, Step step) {
        Optional<HttpCall> call = step.call();
        return call.isPresent() ? calls.digest(call.get()) : sha256(step.shown().toJson());
    }

    private void intend(Step step, String digest) {
        if (!earlier.knows(step.name())) {
            size.addStep(step.name());
        }
        Values shown =
                DeliverySize.shown(step.call().map(calls::shown).orElseGet(() -> masks().maskContent(step.shown())));
        if (!ledger.intend(
                owner(),
                deliveryId(),
                step.name(),
                digest,
                shown,
                context.workplace().lease())) {
            throw takenOver();
        }
    }

    private Values perform(Step step) {
        try {
            if (step.call().isPresent()) {
                return kept(step, calls.perform(step.call().get(), idempotencyKey(deliveryId(), step)));
            }
            return step.action().orElseThrow().call();
        } catch (HandlerException e) {
            if (!e.verdict().isPerhapsDone()
                    && !earlier.knows(step.name())) { // what an earlier attempt left in doubt stays so
                ledger.withdraw(
                        owner(), deliveryId(), step.name(), context.workplace().lease());
            }
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HandlerException(
                    Verdict.failed(
                                    FailureKind.NETWORK,
                                    "Step '" + step.name() + "' failed: "
                                            + e.getClass().getSimpleName() + ".")
                            .perhapsDone(),
                    e);
        }
    }

    /** It was answered well: whatever a handler makes of that, the step was done. */
    private static Values kept(Step step, HttpReply reply) {
        try {
            return step.keep().apply(reply);
        } catch (HandlerException e) {
            throw new HandlerException(e.verdict().perhapsDone(), e);
        }
    }

    /**
     * Credentials in it are masked, here as in what a later attempt reads, so that both see the same. What the service itself made, such as a token for an upload,
     * is kept as it is.
     */
    private Receipt record(String step, Values kept) {
        Values receipt = size.checkedReceipt(step, masks().maskContent(kept));
        if (!ledger.record(
                owner(), deliveryId(), step, receipt, context.workplace().lease())) {
            throw takenOver();
        }
        return new KeptReceipt(step, receipt);
    }

    /** The same at each attempt, and no other step's. */
    static String idempotencyKey(String deliveryId, Step step) {
        return deliveryId + "_" + step.name();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private HandlerException takenOver() {
        context.workplace().cancellation().cancel("Another node has taken over this run.");
        return new HandlerException(FailureKind.CANCELLED, "Another node has taken over this run.");
    }

    private Masks masks() {
        return context.workplace().masks();
    }

    private String owner() {
        return context.workplace().target().owner();
    }

    private String deliveryId() {
        return context.executionId();
    }
}
