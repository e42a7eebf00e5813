package org.symposium.core.internal.credentials;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Integration;

/** The integrations of all owners, page by page: the only rows with credentials in them. */
final class SealedRows {
    private static final int PAGE = 200;

    private SealedRows() {}

    /** Visits all of them, as they are when their page is read. */
    static void all(Stores stores, Predicate<Integration> visit) {
        Table<Integration> rows = stores.table(Integration.KIND);
        List<Integration> page = rows.scan(Map.of(), Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (Integration row : page) {
                if (!visit.test(row)) {
                    return;
                }
            }
            Integration last = page.get(page.size() - 1);
            page = page.size() < PAGE ? List.of() : rows.scan(Map.of(), Optional.of(last), PAGE);
        }
    }
}
