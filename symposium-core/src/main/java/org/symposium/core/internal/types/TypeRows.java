package org.symposium.core.internal.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RegisteredType;

/** The types table. Other nodes may write it at the same time: each write is tried again with what they wrote in sight. */
final class TypeRows {
    private static final String ENGINE = "";
    private static final int PAGE = 200;
    private static final int MOST_TRIES = 50;

    private final Table<RegisteredType> table;

    TypeRows(Stores stores) {
        this.table = stores.table(RegisteredType.KIND);
    }

    /** The id of a new type: the definition's own, else one that is made of the name, the same on every node. */
    static String idOf(IntegrationType type) {
        return type.toValues().at("id") instanceof String id && !id.isBlank()
                ? id
                : UUID.nameUUIDFromBytes(("symposium/type/" + type.name()).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    Optional<RegisteredType> byId(String id) {
        return table.find(ENGINE, id);
    }

    /** The row of a name; of several, the first by id, so that all nodes see the same. */
    Optional<RegisteredType> byName(String name) {
        return table.page(ENGINE, Map.of("name", name), "", 1).stream().findFirst();
    }

    /** All rows, by id. */
    List<RegisteredType> all() {
        var all = new ArrayList<RegisteredType>();
        List<RegisteredType> page = table.page(ENGINE, Map.of(), "", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = table.page(ENGINE, Map.of(), all.get(all.size() - 1).id(), PAGE);
        }
        return all;
    }

    /**
     * Makes the row of a name what is wanted.
     *
     * @param wanted of the row that stands there; asked again when another node was faster
     * @return the row as it stands in the table now
     * @throws InvalidInputException when the id belongs to another type
     */
    RegisteredType put(String name, Function<Optional<RegisteredType>, RegisteredType> wanted) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<RegisteredType> standing = byName(name);
            RegisteredType row = wanted.apply(standing);
            if (standing.filter(old -> isSame(old, row)).isPresent()) {
                return standing.get();
            }
            if (standing.isPresent() ? table.replace(row, standing.get().revision()) : insert(row)) {
                return written(row, standing.map(RegisteredType::revision).orElse(0L) + 1);
            }
        }
        throw new IllegalStateException("The type '" + name + "' can't be registered: its row keeps changing");
    }

    /** Says whether the type can be used. Left as it is when another node has changed the row meanwhile: that one knows better. */
    RegisteredType setAvailable(RegisteredType row, boolean isAvailable) {
        if (row.available() == isAvailable || !table.replace(row.withAvailable(isAvailable), row.revision())) {
            return row;
        }
        return written(row.withAvailable(isAvailable), row.revision() + 1);
    }

    private boolean insert(RegisteredType row) {
        if (table.insert(row)) {
            return true;
        }
        Optional<RegisteredType> holder = table.find(ENGINE, row.id());
        if (holder.isPresent() && !holder.get().name().equals(row.name())) {
            throw new InvalidInputException(
                    row.name() + ".id",
                    "duplicate",
                    "is '" + row.id() + "', which is the id of the type '"
                            + holder.get().name() + "'");
        }
        return false;
    }

    private static boolean isSame(RegisteredType one, RegisteredType other) {
        return one.toValues().without("revision").equals(other.toValues().without("revision"));
    }

    private static RegisteredType written(RegisteredType row, long revision) {
        return RegisteredType.of(row.toValues().with("revision", revision));
    }
}
