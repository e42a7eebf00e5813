package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.flow.CardSelection;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.View;

/** One owner's saved choices of cards. */
public final class Views {
    private final Parts parts;
    private final String owner;
    private final Rows<View> rows;
    private final Rows<Output> outputs;

    Views(Parts parts, String owner) {
        this.parts = parts;
        this.owner = owner;
        this.rows = new Rows<>(parts.stores().table(View.KIND), View.KIND, owner);
        this.outputs = new Rows<>(parts.stores().table(Output.KIND), Output.KIND, owner);
    }

    /** Saves a choice of cards. */
    public View create(String name, CardFilter filter) {
        return create(name, filter.toValues());
    }

    /**
     * Saves a choice of cards.
     *
     * @param filter the JSON form of {@link CardFilter}; it narrows no other view
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

    /** As {@link #update(String, String, Values)}. */
    public View update(String id, String name, CardFilter filter) {
        return update(id, name, filter.toValues());
    }

    /**
     * Deletes it.
     *
     * @throws ConflictException when the filter of an output narrows it
     */
    public void delete(String id) {
        rows.get(id);
        List<String> users = outputs.all(Map.of()).stream()
                .filter(output -> id.equals(output.filter().at("view_id")))
                .map(Output::name)
                .toList();
        if (!users.isEmpty()) {
            throw new ConflictException(
                    "The view is used by the outputs " + users + ". Give them another filter first.");
        }
        rows.remove(id);
    }

    /** The cards it chooses now, in its order. */
    public List<Card> cards(String id) {
        return new CardSelection(parts).choose(owner, CardFilter.of(rows.get(id).filter()));
    }

    private void check(String name, Values filter) {
        new DefinitionCheck(parts).name(name).viewFilter(filter).done();
    }
}
