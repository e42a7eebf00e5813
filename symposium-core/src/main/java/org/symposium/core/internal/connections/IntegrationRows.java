package org.symposium.core.internal.connections;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;

/** Changes integrations on top of whatever they are at that moment, unless they have got other credentials meanwhile. */
public final class IntegrationRows {
    private final Table<Integration> table;

    /** In these stores. */
    public IntegrationRows(Stores stores) {
        this.table = stores.table(Integration.KIND);
    }

    /** One of an owner's. */
    public Optional<Integration> find(String owner, String id) {
        return table.find(owner, id);
    }

    /**
     * One of an owner's.
     *
     * @throws NotFoundException when there is none
     */
    public Integration get(String owner, String id) {
        return find(owner, id).orElseThrow(() -> new NotFoundException(Integration.KIND.name(), id));
    }

    /**
     * Writes the change, if the credentials are still those of {@code before}. Runs move the row all the time, and its user may rename it: neither is in the way.
     *
     * @return the row as it is now; empty when it is gone, or has got other credentials
     */
    public Optional<Integration> change(Integration before, UnaryOperator<Integration> change) {
        while (true) {
            Optional<Integration> row = find(before.owner(), before.id()).filter(found -> isOf(before, found));
            if (row.isEmpty()) {
                return row;
            }
            if (table.replace(change.apply(row.get()), row.get().revision())) {
                return find(before.owner(), before.id()).or(() -> row.map(change));
            }
        }
    }

    /**
     * As {@link #change}.
     *
     * @throws ConflictException when it is gone, or has got other credentials
     */
    public Integration changed(Integration before, UnaryOperator<Integration> change) {
        return change(before, change)
                .orElseThrow(() -> new ConflictException("The integration '" + before.name()
                        + "' has got other credentials meanwhile, or was deleted. Look at it again, then try again."));
    }

    private static boolean isOf(Integration before, Integration found) {
        return found.connection().credentialsVersion() == before.connection().credentialsVersion();
    }
}
