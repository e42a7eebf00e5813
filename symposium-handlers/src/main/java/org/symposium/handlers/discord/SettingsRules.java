package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What the schema can't say of an output's settings. */
final class SettingsRules {
    /** Discord's rule for names of webhooks. */
    private static final List<String> NO_NAME = List.of("clyde", "discord");

    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        var violations = new ArrayList<Violation>();
        String name = settings.text("username", "").toLowerCase(Locale.ROOT);
        NO_NAME.stream()
                .filter(name::contains)
                .forEach(word -> violations.add(new Violation(
                        "username", "reserved", "must not contain '" + word + "': Discord allows it in no name")));
        boolean beginsPosts = settings.flag("forum_post", false);
        if (beginsPosts && !settings.text("thread_id", "").isBlank()) {
            violations.add(new Violation(
                    "thread_id", "conflict", "must be empty where each delivery begins a post of its own"));
        }
        if (!beginsPosts && settings.has("tags") && !settings.texts("tags").isEmpty()) {
            violations.add(new Violation("tags", "conflict", "must be empty unless each delivery begins a post"));
        }
        return violations;
    }
}
