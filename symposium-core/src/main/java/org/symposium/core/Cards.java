package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.flow.CardSelection;
import org.symposium.core.internal.flow.CardSize;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Values;

/** One owner's cards. Sources make them; a host may add its own, edit and delete them. */
public final class Cards {
    private final Parts parts;
    private final CardTable table;
    private final String owner;
    private final Rows<Card> rows;

    Cards(Parts parts, String owner) {
        this.parts = parts;
        this.table = parts.stores().cards();
        this.owner = owner;
        this.rows = new Rows<>(table, Card.KIND, owner);
    }

    /**
     * Adds a card that no source made.
     *
     * @param content Markdown, at most 4 MiB
     * @param data at most 4 MiB as JSON, nested at most 80 levels deep
     * @throws InvalidInputException when the title is empty, a tag is, or there is too much
     */
    public Card create(String title, String content, Values data, List<String> tags) {
        if (title.isBlank()) {
            throw new InvalidInputException("title", "required", "must not be empty");
        }
        new DefinitionCheck(parts).tags(tags).add(CardSize.check(content, data)).done();
        return rows.insert(new Card(
                owner,
                parts.ids().next(),
                "source",
                "",
                title.strip(),
                data,
                content,
                Values.empty(),
                tags,
                parts.clock().instant(),
                0));
    }

    /** One of them. */
    public Optional<Card> find(String id) {
        return rows.find(id);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public Card get(String id) {
        return rows.get(id);
    }

    /**
     * What a card was before it was refreshed or reformatted, newest first; at most {@link CardVersion#MOST}.
     *
     * @throws NotFoundException when there is no such card
     */
    public List<CardVersion> history(String id) {
        rows.get(id);
        return parts.stores().table(CardVersion.KIND).latest(owner, Map.of("card_id", id), "", CardVersion.MOST);
    }

    /** The newest of them. */
    public List<Card> latest(int limit) {
        return table.latest(owner, Map.of(), "", Rows.limit(limit));
    }

    /** The newest that one source made. */
    public List<Card> latestOf(String sourceId, int limit) {
        return table.latest(owner, Map.of("source_id", sourceId), "", Rows.limit(limit));
    }

    /** Older ones, after the last card of a page. */
    public List<Card> before(String id, int limit) {
        return table.latest(owner, Map.of(), id, Rows.limit(limit));
    }

    /**
     * Those of a filter, in its order. A filter that narrows a view chooses from that view.
     *
     * @throws NotFoundException when there is no such view
     */
    public List<Card> choose(CardFilter filter) {
        return new CardSelection(parts).choose(owner, filter);
    }

    /**
     * As {@link #choose(CardFilter)}, with the filter's JSON form.
     *
     * @throws InvalidInputException with all violations
     */
    public List<Card> choose(Values filter) {
        return choose(CardFilter.of(filter));
    }

    /** Gives it other tags. */
    public Card retag(String id, List<String> tags) {
        checkTags(tags);
        return rows.change(id, before -> Card.of(before.toValues().with("tags", tags)));
    }

    /** Deletes it. */
    public void delete(String id) {
        rows.get(id);
        rows.remove(id);
    }

    private void checkTags(List<String> tags) {
        new DefinitionCheck(parts).tags(tags).done();
    }
}
