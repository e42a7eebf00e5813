package org.symposium.handlers.mailchimp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What settings must hold to beyond their schema. */
final class SettingsRules {
    private static final List<String> LITERAL =
            List.of("subject", "preview_text", "from_name", "to_name", "footer", "campaign_name");

    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        var violations = new ArrayList<Violation>();
        for (String field : LITERAL) {
            if (settings.text(field, "").contains("{{")) {
                violations.add(new Violation(
                        field, "template", "is sent as it stands: templates are the output's own, and its subject's"));
            }
        }
        if (settings.text("mode", "").equals("schedule") && !settings.has(SendTime.SETTING)) {
            violations.add(new Violation(SendTime.SETTING, "required", "is needed to schedule a campaign"));
        }
        Optional<String> time = settings.optionalText(SendTime.SETTING);
        if (time.isPresent() && !SendTime.isReadable(time.get())) {
            violations.add(new Violation(
                    SendTime.SETTING, "pattern", "must be a time of day (09:00) or a moment (2030-12-01T09:00:00Z)"));
        }
        if (!SendTime.isZone(settings.text(SendTime.ZONE, "UTC"))) {
            violations.add(
                    new Violation(SendTime.ZONE, "pattern", "must be the name of a time zone, such as Europe/Paris"));
        }
        if (settings.has("template_section") && !settings.has("template_id")) {
            violations.add(new Violation("template_id", "required", "is needed for a section of a template"));
        }
        return violations;
    }
}
