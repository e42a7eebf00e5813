package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What settings must hold to beyond their schemas. */
final class SettingsRules {
    private static final String RULE = "pattern";

    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        var violations = new ArrayList<Violation>();
        checkId(settings, "database", violations);
        checkId(settings, "page", violations);
        if (settings.has("target")) {
            checkOutput(settings, violations);
        }
        return violations;
    }

    private static void checkId(Values settings, String field, List<Violation> violations) {
        Optional<String> text = settings.optionalText(field);
        boolean isId = text.flatMap(link -> field.equals("page") ? NotionId.ofPage(link) : NotionId.of(link))
                .isPresent();
        if (text.isPresent() && !isId) {
            violations.add(new Violation(
                    field, RULE, "must be a link of Notion or an id: 32 hexadecimal digits, with or without hyphens"));
        }
    }

    private static void checkOutput(Values settings, List<Violation> violations) {
        boolean isDatabase = PageTarget.isDatabase(settings);
        String pages = settings.text("pages", "per_card");
        if (isDatabase && pages.equals("append")) {
            violations.add(new Violation("pages", "option", "can't be append in a database: choose a page to add to"));
        }
        if (!isDatabase) {
            return;
        }
        Values properties = settings.objectOrEmpty("properties");
        if (!pages.equals("per_card")) {
            if (!properties.isEmpty()) {
                violations.add(new Violation(
                        "properties", "option", "are of a card: they need a page for each card (pages: per_card)"));
            }
            if (settings.has("match_property")) {
                violations.add(
                        new Violation("match_property", "option", "needs a page for each card (pages: per_card)"));
            }
        }
    }
}
