package org.symposium.handlers.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What is wrong with an output's settings beyond their schema. */
final class SettingsRules {
    /** Neither carries a body (RFC 9110, 9.3.6 and 9.3.8). */
    private static final Set<String> WITHOUT_BODY = Set.of("CONNECT", "TRACE");

    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        var violations = new ArrayList<Violation>();
        HeaderRules.ofSettings(settings.objectOrEmpty("headers"))
                .forEach(violation -> violations.add(violation.within("headers")));
        settings.optionalText("hmac_header")
                .ifPresent(name -> HeaderRules.ofSettings(Values.of(name, ""))
                        .forEach(violation ->
                                violations.add(new Violation("hmac_header", violation.rule(), violation.message()))));
        if (WITHOUT_BODY.contains(settings.text("method", "POST").toUpperCase(Locale.ROOT))) {
            violations.add(new Violation("method", "method", "must be one that carries a body, such as POST"));
        }
        settings.optionalText(WebhookBody.TEMPLATE)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> checkTemplate(text, violations));
        return violations;
    }

    private static void checkTemplate(String text, List<Violation> violations) {
        try {
            JsonTemplate.of(text);
        } catch (InvalidInputException e) {
            e.violations()
                    .forEach(violation ->
                            violations.add(new Violation(WebhookBody.TEMPLATE, violation.rule(), violation.message())));
        }
    }
}
