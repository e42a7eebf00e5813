package org.symposium.handlers.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What settings must hold to beyond their schema. */
final class SettingsRules {
    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        Resource resource = Resource.of(settings);
        var violations = new ArrayList<Violation>();
        if (resource.isSearch() && SearchQuery.isEmpty(settings)) {
            violations.add(new Violation("query", "required", "is missing: a search needs a query or a filter"));
        }
        if (!resource.isSearch() && settings.text("repository", "").matches(".*/\\.{1,2}")) {
            violations.add(new Violation("repository", "pattern", "must be owner and name of a repository"));
        }
        Optional<String> sort = settings.optionalText("sort");
        if (sort.filter(word -> !resource.sorts().contains(word)).isPresent()) {
            violations.add(new Violation(
                    "sort", "option", "must be one of " + resource.sorts() + " for this list, or left open"));
        } else if (Listing.isOnlyNew(settings) && resource.isByAge() && !isByAge(sort.orElse("created"))) {
            violations.add(new Violation(
                    "sort", "option", "must be created or updated, or left open, when only new entries are wanted"));
        }
        return violations;
    }

    private static boolean isByAge(String sort) {
        return sort.equals("created") || sort.equals("updated");
    }
}
