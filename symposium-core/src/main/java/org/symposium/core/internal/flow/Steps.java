package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.spi.Ledger;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The steps of one delivery: intent written, done, receipt written. A step with a receipt is never done again. A step that was intended and never answered is in
 * doubt: repeatable ones are done again, others only if the handler finds that they were not done.
 */
final class Steps {
    private final RunContext context;
    private final RoadCalls calls;
    private final Ledger ledger;
    private final Values earlier;
    private final DeliverySize size;
    private final Set<String> taken = new HashSet<>();

    /**
     * Steps of this attempt.
     *
     * @param earlier what earlier attempts left, by name
     */
    Steps(RunContext context, Values earlier) {
        this.context = context;
        this.calls = context.calls();
        this.ledger = context.parts().stores().ledger();
        this.earlier = earlier;
        this.size = new DeliverySize(earlier);
    }

    Receipt take(Step step) {
        if (!taken.add(step.name())) {
            throw new IllegalStateException(
                    "The delivery has two steps named '" + step.name() + "'; a step's name must be unique.");
        }
        Optional<Values> before =
                earlier.at(step.name()) == null ? Optional.empty() : Optional.of(earlier.object(step.name()));
        if (before.isPresent() && before.get().has("receipt")) {
            return new Kept(step.name(), before.get().object("receipt"));
        }
        String digest = digest(step);
        if (before.isPresent() && step.effect() == Effect.ONCE) {
            Optional<Values> found = step.ifInDoubt().get();
            if (found.isPresent()) {
                return record(step, found.get());
            }
            throw new HandlerException(Verdict.failed(
                            FailureKind.INTERNAL,
                            "It is not known whether step '" + step.name()
                                    + "' was done: it was sent, and no answer came.")
                    .suggest("Look at the target; if it is not there, deliver again."));
        }
        intend(step, digest);
        return record(step, perform(step));
    }

    private void intend(Step step, String digest) {
        if (!earlier.names().contains(step.name())) {
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
                HttpReply reply = calls.perform(step.call().get(), deliveryId() + "_" + step.name());
                return step.keep().apply(reply);
            }
            return step.action().orElseThrow().call();
        } catch (HandlerException e) {
            if (!e.verdict().isPerhapsDone()) {
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

    /**
     * Credentials in it are masked, here as in what a later attempt reads, so that both see the same. What the service itself made, such as a token for an upload,
     * is kept as it is.
     */
    private Receipt record(Step step, Values kept) {
        Values receipt = size.checkedReceipt(step.name(), masks().maskContent(kept));
        if (!ledger.record(
                owner(), deliveryId(), step.name(), receipt, context.workplace().lease())) {
            throw takenOver();
        }
        return new Kept(step.name(), receipt);
    }

    private String digest(Step step) {
        Optional<HttpCall> call = step.call();
        return call.isPresent() ? calls.digest(call.get()) : sha256(step.shown().toJson());
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

    /** A receipt that is there. */
    private record Kept(String step, Values receipt) implements Receipt {
        @Override
        public String text(String path) {
            return receipt.text(path);
        }

        @Override
        public OptionalLong whole(String path) {
            return receipt.has(path) ? OptionalLong.of(receipt.whole(path)) : OptionalLong.empty();
        }
    }
}
