package org.symposium.testkit;

import java.util.List;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService.Reply;

/**
 * A way in which a service says no, as it is documented, and what must come of it. Immutable.
 *
 * <pre>{@code
 * Refusal.of("the key has expired", Reply.of(403, "application/json", "{\"code\": \"expired\"}"), FailureKind.AUTHENTICATION).saying("new key")
 * }</pre>
 *
 * @param name what happened, as a test is called
 * @param reply what the service answers to every request
 * @param kind what must come of it
 * @param words what must stand in the message or the suggestion, whatever the case
 */
public record Refusal(String name, Reply reply, FailureKind kind, List<String> words) {
    /** Copies the list. */
    public Refusal {
        words = List.copyOf(words);
    }

    /** One of which the kind alone matters. */
    public static Refusal of(String name, Reply reply, FailureKind kind) {
        return new Refusal(name, reply, kind, List.of());
    }

    /** The same, with what its user must be told. */
    public Refusal saying(String... needed) {
        return new Refusal(name, reply, kind, List.of(needed));
    }
}
