package org.symposium.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.model.Stored;

/**
 * The rows of one kind. Every method for users names the owner and never shows or touches another's row. Ids and owners are compared byte by byte:
 * {@code "ada"}, {@code "ADA"} and {@code "ada "} are three.
 * Asked for a value that has no column, or a JSON one, every method throws {@link IllegalArgumentException}.
 *
 * @param <T> what the rows are
 */
public interface Table<T extends Stored> {
    /** One row. */
    Optional<T> find(String owner, String id);

    /**
     * Rows by ascending id.
     *
     * @param equal columns of the kind and the values they must have (text, boolean, whole number, moment); empty for all rows
     * @param after only ids greater than this; empty from the beginning
     */
    List<T> page(String owner, Map<String, ?> equal, String after, int limit);

    /**
     * Rows by descending id, so newest first where ids are time-ordered.
     *
     * @param before only ids less than this; empty from the end
     */
    List<T> latest(String owner, Map<String, ?> equal, String before, int limit);

    /**
     * Rows of all owners, by ascending owner and id. For the engine and its operator, never for users.
     *
     * @param after the row to go on behind
     */
    List<T> scan(Map<String, ?> equal, Optional<T> after, int limit);

    /**
     * Rows by descending moment, owner and id: the newest first, whatever their ids. Rows without the moment are left out.
     *
     * <p>This default reads all rows that are equal; stores that hold many have an index.
     *
     * @param owner whose; everybody's when it is empty, for the operator and never for users
     * @param equal as for {@link #page}
     * @param column a column of moments
     * @param from not before this
     * @param until before this
     * @param after the row to go on behind
     */
    default List<T> newest(
            String owner,
            Map<String, ?> equal,
            String column,
            Instant from,
            Instant until,
            Optional<T> after,
            int limit) {
        return new NewestRows<T>(column).of(this, owner, equal, from, until, after, limit);
    }

    /**
     * Rows of all owners that are due: {@code is_active}, and {@code next_run_at} not after this moment; by {@code next_run_at}, owner and id. For the engine only.
     * Asked every minute, so stores that hold many rows have an index for it.
     *
     * @param after the row to go on behind
     * @throws IllegalArgumentException when rows of this kind have no such columns
     */
    List<T> due(Instant by, Optional<T> after, int limit);

    /** Writes a new row with revision 1. False if the owner has one of that id; then nothing is written. */
    boolean insert(T row);

    /** Replaces a row that still has this revision, and adds one to it. False if it has another one or is gone; then nothing is written. */
    boolean replace(T row, long revision);

    /** Removes a row, and what belongs to it alone. False if there was none. */
    boolean remove(String owner, String id);
}
