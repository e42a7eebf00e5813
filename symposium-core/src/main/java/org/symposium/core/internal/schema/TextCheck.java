package org.symposium.core.internal.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.symposium.spi.model.Field;

/** Checks free text: length, pattern, and the forms of URL, e-mail address and date. */
final class TextCheck {
    private static final BoundedPattern EMAIL =
            BoundedPattern.of("[^@\\s\"(),:;<>\\\\\\[\\]]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,8}");

    private TextCheck() {}

    static void check(Field field, FieldType type, Object value, Findings here) {
        if (!(value instanceof String text)) {
            here.requireType(false, value, "text");
            return;
        }
        FieldRules rules = FieldRules.of(field);
        long length = text.codePointCount(0, text.length());
        if (length > rules.maxLength()) {
            here.add("max_length", "must have at most " + rules.maxLength() + " characters, and has " + length);
            return; // what is too long is not looked into
        }
        if (length < rules.minLength()) {
            here.add("min_length", "must have at least " + rules.minLength() + " characters, and has " + length);
        }
        checkPattern(field, rules, text, here);
        switch (type) {
            case URL -> UrlCheck.check(text, rules.flag("allow_userinfo"), here);
            case EMAIL -> checkEmail(text, here);
            case DATE -> checkDate(text, here);
            default -> {}
        }
    }

    private static void checkPattern(Field field, FieldRules rules, String text, Findings here) {
        Optional<BoundedPattern> pattern = rules.patternText().flatMap(BoundedPattern::ifValid);
        if (pattern.isPresent() && !pattern.get().matches(text)) {
            String hint = field.definition().asMap().get("pattern_help") instanceof String help
                    ? help
                    : "must match the pattern " + rules.patternText().orElse("");
            here.addOf(text, "pattern", hint);
        }
    }

    private static void checkEmail(String text, Findings here) {
        if (!EMAIL.matches(text)) {
            here.addOf(text, "email", "must be an e-mail address such as ada@example.org");
        }
    }

    private static void checkDate(String text, Findings here) {
        if (!isDate(text)) {
            here.addOf(text, "date", "must be a date such as 2024-10-30");
        }
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == "2024-10-30".length()
                    && LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
