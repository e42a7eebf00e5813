package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reply means, decided on the road before it is retried. {@link #ok} lets the reply through to the handler; a failed verdict becomes a
 * {@link HandlerException}, or another attempt. Immutable.
 */
public final class Verdict {
    private static final Verdict OK = new Verdict(null, "", null, false, "", "", List.of());

    private final @Nullable FailureKind kind;
    private final String message;
    private final @Nullable Duration wait;
    private final boolean perhapsDone;
    private final String suggestion;
    private final String field;
    private final List<Remaining> remaining;

    private Verdict(
            @Nullable FailureKind kind,
            String message,
            @Nullable Duration wait,
            boolean perhapsDone,
            String suggestion,
            String field,
            List<Remaining> remaining) {
        this.kind = kind;
        this.message = message;
        this.wait = wait;
        this.perhapsDone = perhapsDone;
        this.suggestion = suggestion;
        this.field = field;
        this.remaining = List.copyOf(remaining);
    }

    /**
     * What the service says is left of one of its windows.
     *
     * @param window name of the window as the type declares it, or empty for the type's only one
     * @param calls requests left
     * @param resetAt when the window is full again
     */
    public record Remaining(String window, long calls, Instant resetAt) {}

    /** The reply is what was asked for. */
    public static Verdict ok() {
        return OK;
    }

    /**
     * The reply is a failure.
     *
     * @param message one sentence that a user of the host understands; holds no secret
     */
    public static Verdict failed(FailureKind kind, String message) {
        return new Verdict(kind, message, null, false, "", "", List.of());
    }

    /** How long the service wants us to wait. Negative counts as zero; the road caps it. */
    public Verdict retryAfter(Duration wait) {
        return new Verdict(
                kind, message, wait.isNegative() ? Duration.ZERO : wait, perhapsDone, suggestion, field, remaining);
    }

    /** The service failed, yet may have done what was asked; an effect of {@link Effect#ONCE} is then in doubt. */
    public Verdict perhapsDone() {
        return new Verdict(kind, message, wait, true, suggestion, field, remaining);
    }

    /** The same in other words, when the service says more than its status does. Does nothing to an {@link #ok} verdict. */
    public Verdict because(String message) {
        return isOk() ? this : new Verdict(kind, message, wait, perhapsDone, suggestion, field, remaining);
    }

    /** What the user should do about it, one sentence. */
    public Verdict suggest(String whatToDo) {
        return new Verdict(kind, message, wait, perhapsDone, whatToDo, field, remaining);
    }

    /** Which credential is at fault, by its name in the {@code auth_schema}, where the service or the handler can tell. */
    public Verdict atField(String credential) {
        return new Verdict(kind, message, wait, perhapsDone, suggestion, credential, remaining);
    }

    /** What the service says is left of a window; also on an {@link #ok} verdict. */
    public Verdict remaining(String window, long calls, Instant resetAt) {
        var more = new ArrayList<>(remaining);
        more.add(new Remaining(window, calls, resetAt));
        return new Verdict(kind, message, wait, perhapsDone, suggestion, field, more);
    }

    /** Whether the reply is what was asked for. */
    public boolean isOk() {
        return kind == null;
    }

    /**
     * The kind of failure.
     *
     * @throws IllegalStateException on an {@link #ok} verdict
     */
    public FailureKind kind() {
        if (kind == null) {
            throw new IllegalStateException("an ok verdict has no kind of failure");
        }
        return kind;
    }

    /** What went wrong; empty on an {@link #ok} verdict. */
    public String message() {
        return message;
    }

    /** The wait that the service asks for. */
    public Optional<Duration> waitFor() {
        return Optional.ofNullable(wait);
    }

    /** Whether the service may have done what was asked. */
    public boolean isPerhapsDone() {
        return perhapsDone;
    }

    /** What the user should do; empty when nobody said. */
    public String suggestion() {
        return suggestion;
    }

    /** The credential at fault; empty when nobody said. */
    public String field() {
        return field;
    }

    /** What is left of the service's windows. */
    public List<Remaining> remaining() {
        return remaining;
    }

    @Override
    public String toString() {
        return kind == null ? "ok" : kind.word() + ": " + message;
    }
}
