package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.View;
import org.symposium.spi.model.Violation;

/** One owner's saved choices of cards. */
public final class Views {
    private final Parts parts;
    private final String owner;
    private final Rows<View> rows;

    Views(Parts parts, String owner) {
        this.parts = parts;
        this.owner = owner;
        this.rows = new Rows<>(parts.stores().table(View.KIND), View.KIND, owner);
    }

    /**
     * Saves a choice of cards.
     *
     * @param filter as in {@link OutputDraft#filter}
     * @throws InvalidInputException with all violations; nothing was written then
     */
    public View create(String name, Values filter) {
        check(name, filter);
        return rows.insert(new View(
                owner, parts.ids().next(), name.strip(), filter, parts.clock().instant(), 0));
    }

    /** One of them. */
    public Optional<View> find(String id) {
        return rows.find(id);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public View get(String id) {
        return rows.get(id);
    }

    /** All of them, oldest first. */
    public List<View> list() {
        return rows.all(Map.of());
    }

    /** Changes name and filter; checked as in {@link #create}. */
    public View update(String id, String name, Values filter) {
        check(name, filter);
        return rows.change(
                id, before -> new View(owner, id, name.strip(), filter, before.createdAt(), before.revision()));
    }

    /** Deletes it. */
    public void delete(String id) {
        rows.get(id);
        rows.remove(id);
    }

    /** The cards it chooses now, newest first. */
    public List<Card> cards(String id) {
        return parts.stores().cards().choose(owner, rows.get(id).filter());
    }

    private static void check(String name, Values filter) {
        var violations = new ArrayList<Violation>();
        Rows.checkName(name, violations);
        try {
            CardFilters.check(filter);
        } catch (InvalidInputException e) {
            violations.addAll(e.violations());
        }
        InvalidInputException.throwIfAny(violations);
    }
}
