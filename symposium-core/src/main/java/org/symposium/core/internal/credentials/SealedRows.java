package org.symposium.core.internal.credentials;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Stored;

/** The only rows with sealed texts in them, of all owners, page by page. */
final class SealedRows {
    private static final int PAGE = 200;
    private static final List<SealedRow.Holder<?>> HOLDERS = List.of(SealedRow.INTEGRATIONS, SealedRow.PENDING);

    private SealedRows() {}

    /** Visits all of them, as they are when their page is read, until the visitor has had enough. */
    static void all(Stores stores, Predicate<SealedRow<?>> visit) {
        for (SealedRow.Holder<?> holder : HOLDERS) {
            if (!all(stores, holder, visit)) {
                return;
            }
        }
    }

    private static <T extends Stored> boolean all(
            Stores stores, SealedRow.Holder<T> holder, Predicate<SealedRow<?>> visit) {
        Table<T> rows = stores.table(holder.kind());
        List<T> page = rows.scan(Map.of(), Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (T row : page) {
                if (!visit.test(new SealedRow<>(holder, row))) {
                    return false;
                }
            }
            T last = page.get(page.size() - 1);
            page = page.size() < PAGE ? List.of() : rows.scan(Map.of(), Optional.of(last), PAGE);
        }
        return true;
    }
}
