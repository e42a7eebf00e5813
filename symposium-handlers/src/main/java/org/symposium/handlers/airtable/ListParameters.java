package org.symposium.handlers.airtable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/** The parameters of a list, as its settings have them; see <a href="https://airtable.com/developers/web/api/list-records">List records</a>. */
final class ListParameters {
    private ListParameters() {}

    /**
     * All but those of pages.
     *
     * @param since only records made at that moment or later
     */
    static Values of(Values settings, Optional<Instant> since) {
        Values parameters = Values.empty();
        String view = settings.text("view", "").strip();
        if (!view.isEmpty()) {
            parameters = parameters.with("view", view);
        }
        String formula = formula(settings.text("formula", "").strip(), since);
        if (!formula.isEmpty()) {
            parameters = parameters.with("filterByFormula", formula);
        }
        List<String> fields = fields(settings);
        if (!fields.isEmpty()) {
            parameters = parameters.with("fields", fields);
        }
        List<Values> sort = settings.list("sort").stream()
                .map(by -> Values.of("field", by.text("field").strip()).with("direction", by.text("direction", "asc")))
                .toList();
        return sort.isEmpty() ? parameters : parameters.with("sort", sort);
    }

    /** The fields asked for, in order; empty for all. */
    static List<String> fields(Values settings) {
        return settings.texts("fields").stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** A line break goes before the parenthesis: a formula may end with a comment. */
    private static String formula(String own, Optional<Instant> since) {
        if (since.isEmpty()) {
            return own;
        }
        String young = "NOT(IS_BEFORE(CREATED_TIME(), '" + since.get().truncatedTo(ChronoUnit.SECONDS) + "'))";
        return own.isEmpty() ? young : "AND(" + young + ", " + own + "\n)";
    }
}
