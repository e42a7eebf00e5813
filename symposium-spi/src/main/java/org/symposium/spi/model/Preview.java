package org.symposium.spi.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an output would deliver now. Nothing was sent for it but calls that read, and nothing is kept of it.
 *
 * @param outputId the output
 * @param deliveryId the id that the delivery would have, by which its messages may be known; another one each time, unless a delivery goes on
 * @param cards the cards chosen, in order; empty when there is nothing to deliver
 * @param rendered what the templates give
 * @param calls what would be sent, in order; what an earlier attempt has finished is not among it
 * @param notices what the handler would want its user to know
 * @param failure why the delivery would fail, after the calls, before anything is sent or for what was read
 */
public record Preview(
        String outputId,
        String deliveryId,
        List<Card> cards,
        Rendered rendered,
        List<Call> calls,
        List<String> notices,
        Optional<RunResult.Failure> failure) {
    /** Copies the lists. */
    public Preview {
        cards = List.copyOf(cards);
        calls = List.copyOf(calls);
        notices = List.copyOf(notices);
    }

    /** The rendered content in each form; all empty when nothing was rendered. */
    public record Rendered(String subject, String markdown, String html, String text) {
        /** Nothing. */
        public static Rendered none() {
            return new Rendered("", "", "", "");
        }
    }

    /**
     * One step that would be done.
     *
     * @param step its name
     * @param effect what it does to its target
     * @param shown {@code method}, {@code url}, {@code headers} and {@code body}, without secrets; of a step that is no call, what its handler shows of it. What an
     *     earlier step would have answered stands as {@code ‹step.path›}. Of a delivery that shows more than 10 MiB, the beginnings, with {@code cut}
     * @param idempotencyKey what the service may know it by when it is sent again
     * @param waitTime how long from now a rate limit would keep it, if all before it were sent as soon as they may; zero for a step that is no call
     */
    public record Call(String step, Effect effect, Values shown, String idempotencyKey, Duration waitTime) {
        /** As JSON: {@code step}, {@code effect}, {@code idempotency_key}, {@code wait_ms}, {@code shown}. */
        public Values toValues() {
            return Values.of("step", step)
                    .with("effect", effect)
                    .with("idempotency_key", idempotencyKey)
                    .with("wait_ms", waitTime.toMillis())
                    .with("shown", shown);
        }
    }

    /** How long rate limits would keep the last call; one that is further away than a few seconds puts the delivery back. */
    public Duration waitTime() {
        return calls.isEmpty() ? Duration.ZERO : calls.get(calls.size() - 1).waitTime();
    }

    /** All of it as JSON. */
    public Values toValues() {
        return Values.of("output_id", outputId)
                .with("delivery_id", deliveryId)
                .with("cards", cards.stream().map(Card::toValues).toList())
                .with("subject", rendered.subject())
                .with("markdown", rendered.markdown())
                .with("html", rendered.html())
                .with("text", rendered.text())
                .with("calls", calls.stream().map(Call::toValues).toList())
                .with("wait_ms", waitTime().toMillis())
                .with("notices", notices)
                .withOptional("failure", failure.map(RunResult.Failure::toValues));
    }
}
