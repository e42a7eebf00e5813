package org.symposium.soak.canary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Finds values that a type takes, by trying: whatever field is complained of gets the next of its candidates, and goes without in the end. */
final class Fitting {
    private static final int MOST_TRIES = 60;

    private final List<Field> fields;
    private final Function<Field, List<Object>> candidates;
    private final Map<String, Integer> chosen = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * A search.
     *
     * @param first the fields that are to have a value, if the type lets them
     */
    Fitting(List<Field> fields, Set<String> first, Function<Field, List<Object>> candidates) {
        this.fields = fields;
        this.candidates = candidates;
        used.addAll(first);
    }

    /**
     * The values that passed.
     *
     * @throws AssertionError when there are none: the type's developer gives each field a placeholder that is an example of it
     */
    Map<String, Object> by(Consumer<Map<String, Object>> trial) {
        var seen = new LinkedHashSet<Violation>();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Map<String, Object> values = values();
            try {
                trial.accept(values);
                return values;
            } catch (InvalidInputException e) {
                seen.addAll(e.violations());
                if (!moveOn(e.violations())) {
                    break;
                }
            }
        }
        throw new AssertionError("No values were found that the type takes: " + seen
                + ". A placeholder that is an example, or the form of one with … in it, leads the search.");
    }

    private Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        for (Field field : fields) {
            List<Object> all = candidates.apply(field);
            int at = chosen.getOrDefault(field.name(), 0);
            if (used.contains(field.name()) && at < all.size()) {
                values.put(field.name(), all.get(at));
            }
        }
        return values;
    }

    private boolean moveOn(List<Violation> violations) {
        var complained = new ArrayList<String>();
        for (Violation violation : violations) {
            fields.stream()
                    .map(Field::name)
                    .filter(name -> List.of(violation.field().split("\\.")).contains(name))
                    .forEach(complained::add);
        }
        boolean moved = false;
        for (String name : new HashSet<>(complained)) {
            if (used.add(name)) {
                moved = true;
            } else {
                moved |= chosen.merge(name, 1, Integer::sum) <= MOST_TRIES / 4;
            }
        }
        return moved;
    }
}
