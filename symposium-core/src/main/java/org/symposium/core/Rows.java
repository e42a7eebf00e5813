package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.spi.Table;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Violation;

/** One owner's rows of one kind: what the views of all kinds have in common. */
final class Rows<T extends Stored> {
    private static final int PAGE = 500;
    private static final int ATTEMPTS = 10;

    private final Table<T> table;
    private final Kind<T> kind;
    private final String owner;

    Rows(Table<T> table, Kind<T> kind, String owner) {
        this.table = table;
        this.kind = kind;
        this.owner = owner;
    }

    Optional<T> find(String id) {
        return table.find(owner, id);
    }

    T get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException(kind.name(), id));
    }

    List<T> page(String after, int limit) {
        return table.page(owner, Map.of(), after, limit);
    }

    /** All of them, page by page. */
    List<T> all(Map<String, ?> equal) {
        var rows = new ArrayList<T>();
        List<T> page = table.page(owner, equal, "", PAGE);
        while (!page.isEmpty()) {
            rows.addAll(page);
            page = page.size() < PAGE
                    ? List.of()
                    : table.page(owner, equal, page.get(page.size() - 1).id(), PAGE);
        }
        return List.copyOf(rows);
    }

    boolean any(Map<String, ?> equal) {
        return !table.page(owner, equal, "", 1).isEmpty();
    }

    /** Writes the row as it is read again. */
    T insert(T row) {
        if (!table.insert(row)) {
            throw new ConflictException("There is a " + kind.name() + " of the id '" + row.id() + "' already.");
        }
        return get(row.id());
    }

    /** Changes a row on top of whatever it is at that moment, so that no other change is lost. */
    T change(String id, UnaryOperator<T> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            T before = get(id);
            if (table.replace(change.apply(before), before.revision())) {
                return get(id);
            }
        }
        throw new ConflictException(
                "The " + kind.name() + " '" + id + "' is being changed by others all the time. Try again.");
    }

    boolean remove(String id) {
        return table.remove(owner, id);
    }

    /** A number of rows to read at once. */
    static int limit(int rows) {
        if (rows < 1 || rows > 10_000) {
            throw new InvalidInputException("limit", "range", "must be from 1 to 10,000");
        }
        return rows;
    }

    static void checkName(String name, List<Violation> violations) {
        if (name.isBlank()) {
            violations.add(new Violation("name", "required", "must not be empty"));
        } else if (name.length() > 200) {
            violations.add(new Violation("name", "max_length", "must have at most 200 characters"));
        }
    }
}
