package org.symposium.spi.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Input that breaks rules: a definition, settings, credentials, a template, a schedule, a value read under a wrong type. Carries
 * every violation that was found, not only the first. Nothing was written when this is thrown.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    /** At least one violation; the message lists them all. */
    public InvalidInputException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** One violation. */
    public InvalidInputException(String field, String rule, String message) {
        this(List.of(new Violation(field, rule, message)));
    }

    /** Throws if there is at least one violation, else does nothing. */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    /** All that is wrong, in the order of the input. */
    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
