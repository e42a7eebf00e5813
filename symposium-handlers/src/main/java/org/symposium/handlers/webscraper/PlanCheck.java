package org.symposium.handlers.webscraper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What the schema can't say of settings: that selectors are some, and that fields are told apart. */
final class PlanCheck {
    private final Values settings;
    private final List<Violation> violations = new ArrayList<>();

    private PlanCheck(Values settings) {
        this.settings = settings;
    }

    static List<Violation> of(Values settings) {
        var check = new PlanCheck(settings);
        check.selector("item_selector", settings.text("item_selector", ""));
        check.selector("next_selector", settings.text("next_selector", ""));
        check.identity(check.fields());
        return check.violations;
    }

    private Set<String> fields() {
        var names = new HashSet<String>();
        List<Values> fields = settings.list("fields");
        for (int i = 0; i < fields.size(); i++) {
            String path = "fields." + i + ".";
            selector(path + "selector", fields.get(i).text("selector", ""));
            if (!names.add(fields.get(i).text("name", "").strip())) {
                violations.add(new Violation(path + "name", "unique", "must differ from the names of other fields"));
            }
        }
        return names;
    }

    private void selector(String path, String text) {
        if (!text.isBlank()) {
            CssSelector.trouble(text.strip())
                    .ifPresent(trouble -> violations.add(new Violation(path, "selector", trouble)));
        }
    }

    private void identity(Set<String> names) {
        String identity = settings.text("identity_field", "").strip();
        if (!identity.isEmpty() && !names.contains(identity)) {
            violations.add(
                    new Violation("identity_field", "unknown_field", "must be the name of one of the fields above"));
        }
    }
}
