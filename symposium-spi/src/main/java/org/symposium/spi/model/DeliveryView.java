package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as its user may see it: what it is made of, where it stands, and what became of each step. Made by the engine of the ledger and the log.
 *
 * @param id the delivery's, and the execution id of its run
 * @param outputId what delivers it; may be deleted by now
 * @param openedAt when its cards were chosen
 * @param cards as they were chosen
 * @param content what they were rendered to: {@code subject}, {@code markdown}, and the {@code settings} it goes by
 * @param steps in order, as far as it came
 * @param attempts how many have begun
 * @param failure why it stands where it stands, if something went wrong
 * @param nextTryAt when it goes on by itself
 * @param testRecipient whom it goes to, on trial
 */
public record DeliveryView(
        String id,
        String outputId,
        DeliveryStatus status,
        Instant openedAt,
        List<Card> cards,
        Values content,
        List<StepView> steps,
        int attempts,
        Optional<RunResult.Failure> failure,
        Optional<Instant> nextTryAt,
        Optional<String> testRecipient) {
    private static final int LONGEST_SHOWN = 64;

    /** Copies the lists. */
    public DeliveryView {
        cards = List.copyOf(cards);
        steps = List.copyOf(steps);
    }

    /**
     * Puts it together.
     *
     * @param ledger the delivery as the ledger has it
     * @param row the log row of its run
     */
    public static DeliveryView of(String id, Values ledger, Optional<Execution> row) {
        Values frozen = ledger.object("frozen");
        DeliveryStatus status = DeliveryStatus.of(row);
        Values steps = ledger.objectOrEmpty("steps");
        return new DeliveryView(
                id,
                frozen.text("output_id", ""),
                status,
                ledger.optionalInstant("opened_at").orElseGet(() -> frozen.instant("started_at")),
                frozen.list("cards").stream().map(Card::of).toList(),
                Values.of("subject", frozen.text("subject", ""))
                        .with("markdown", frozen.text("markdown", ""))
                        .with("settings", frozen.objectOrEmpty("settings")),
                steps.asMap().entrySet().stream()
                        .map(step -> StepView.of(
                                step.getKey(),
                                Values.of("step", step.getValue()).object("step"),
                                status))
                        .toList(),
                row.map(Execution::attempt).orElse(1),
                row.flatMap(DeliveryView::failure),
                row.flatMap(Execution::nextTryAt),
                frozen.optionalText("test_recipient"));
    }

    /** What became of a step. */
    public enum StepState {
        /** It is being done. */
        INTENDED,
        /** It was done. */
        DONE,
        /** It was intended, and nobody knows whether it was done. */
        IN_DOUBT
    }

    /**
     * A step.
     *
     * @param name unique within the delivery
     * @param intendedAt when it was last about to be done
     * @param recordedAt when its answer was written
     * @param shown the call, masked, as much as the ledger keeps
     * @param receipt what was kept of the answer, but for long texts
     */
    public record StepView(
            String name,
            StepState state,
            Optional<Instant> intendedAt,
            Optional<Instant> recordedAt,
            Values shown,
            Values receipt) {
        private static StepView of(String name, Values step, DeliveryStatus status) {
            boolean isDone = step.has("receipt");
            StepState open = status == DeliveryStatus.RUNNING ? StepState.INTENDED : StepState.IN_DOUBT;
            return new StepView(
                    name,
                    isDone ? StepState.DONE : open,
                    step.optionalInstant("intended_at"),
                    step.optionalInstant("recorded_at"),
                    step.objectOrEmpty("shown"),
                    inShort(step.objectOrEmpty("receipt")));
        }

        /** As JSON. */
        public Values toValues() {
            return Values.of("name", name)
                    .with("state", state)
                    .withOptional("intended_at", intendedAt)
                    .withOptional("recorded_at", recordedAt)
                    .with("shown", shown)
                    .with("receipt", receipt);
        }

        /** What is long may be a token that the service gave. */
        private static Values inShort(Values receipt) {
            Values inShort = Values.empty();
            for (String name : receipt.names()) {
                Object value = receipt.asMap().get(name);
                String text = String.valueOf(value);
                inShort = inShort.with(name, text.length() <= LONGEST_SHOWN ? value : text.length() + " characters");
            }
            return inShort;
        }
    }

    /** All of it as JSON. */
    public Values toValues() {
        return Values.of("delivery_id", id)
                .with("output_id", outputId)
                .with("status", status)
                .with("opened_at", openedAt)
                .with("attempts", attempts)
                .with(content)
                .with("cards", cards.stream().map(Card::toValues).toList())
                .with("steps", steps.stream().map(StepView::toValues).toList())
                .withOptional("failure", failure.map(RunResult.Failure::toValues))
                .withOptional("next_try_at", nextTryAt)
                .withOptional("test_recipient", testRecipient);
    }

    private static Optional<RunResult.Failure> failure(Execution row) {
        return row.errorKind()
                .map(kind -> new RunResult.Failure(
                        kind, row.errorMessage().orElse(""), row.errorDetails().text("suggestion", "")));
    }
}
