package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Map;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/**
 * How the sources of a query did. Spec: <em>Partial Success (Queries)</em>.
 *
 * @param failed those among them for which an earlier card stands in
 * @param errors one for each that failed, for the log; masked
 * @param used the integrations whose services were asked, and whether one of their sources gave something
 */
record Tally(int succeeded, int failed, List<Values> errors, Map<Integration, Boolean> used) {
    Tally {
        errors = List.copyOf(errors);
        used = Map.copyOf(used);
    }
}
