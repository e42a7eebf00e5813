package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.util.Optional;

/** Checks a number: exact decimal arithmetic, so that 0.3 is three steps of 0.1. */
final class NumberCheck {
    /** Digits before the point, and places behind it, that a number may have. Far beyond any setting, and cheap to reckon with. */
    private static final int MAX_DIGITS = 400;

    private NumberCheck() {}

    static void check(FieldRules rules, Object value, Findings here) {
        Optional<BigDecimal> number = FieldRules.decimal(value);
        if (number.isEmpty()) {
            here.addOf(value, "type", value instanceof String ? "must be a number without quotes" : "must be a number");
            return;
        }
        check(rules, number.get(), here);
    }

    private static void check(FieldRules rules, BigDecimal number, Findings here) {
        if (!isReckonable(number)) {
            here.add("range", "must be a number of at most " + MAX_DIGITS + " digits");
            return;
        }
        rules.number("min")
                .filter(least -> number.compareTo(least) < 0)
                .ifPresent(least -> here.addOf(number, "min", "must be at least " + Findings.shown(least)));
        rules.number("max")
                .filter(most -> number.compareTo(most) > 0)
                .ifPresent(most -> here.addOf(number, "max", "must be at most " + Findings.shown(most)));
        rules.number("step")
                .filter(step -> !isOnStep(number, rules.number("min").orElse(BigDecimal.ZERO), step))
                .ifPresent(step ->
                        here.addOf(number, "step", "must be in steps of " + Findings.shown(step) + from(rules)));
    }

    /** Whether a number is whole steps away from an origin; a step that can't be right counts as none. */
    static boolean isOnStep(BigDecimal number, BigDecimal origin, BigDecimal step) {
        if (step.signum() <= 0 || !isReckonable(step) || !isReckonable(origin)) {
            return true; // told when the type is registered
        }
        return number.subtract(origin).remainder(step).signum() == 0;
    }

    /** Whether sums and remainders with the number stay small. */
    static boolean isReckonable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
    }

    private static String from(FieldRules rules) {
        return rules.number("min")
                .filter(origin -> origin.signum() != 0)
                .map(origin -> " from " + Findings.shown(origin))
                .orElse("");
    }
}
