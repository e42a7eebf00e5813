package org.symposium.handlers.airtable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The records that a delivery's cards make, all of them before the first is sent, so that a card that can't be written keeps the others from being written by half. Of
 * several cards for one record the newest is taken: Airtable refuses a request that names one twice, and in two requests the older could come last.
 *
 * @param records in the order of the cards
 * @param notices what its user should know
 */
record Drafts(List<Draft> records, List<String> notices) {
    private static final int MOST_SHOWN = 60;

    static Drafts of(Delivery delivery) {
        var drafts = new ArrayList<Draft>();
        int empty = 0;
        for (Card card : delivery.cards()) {
            delivery.stopIfCancelled();
            Optional<Draft> draft = draft(delivery, card);
            draft.ifPresent(drafts::add);
            empty += draft.isEmpty() ? 1 : 0;
        }
        if (drafts.isEmpty() && empty > 0) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "No card gives a value for any of the fields.")
                            .suggest("Check the names in the fields' templates; the preview shows what they give."));
        }
        List<Draft> newest = newestOfEach(drafts);
        var notices = new ArrayList<String>();
        if (empty > 0) {
            notices.add(counted(empty) + " without a value for any field; nothing was written of " + them(empty) + ".");
        }
        int older = drafts.size() - newest.size();
        if (older > 0) {
            notices.add(counted(older) + " for the same record as a newer card; nothing was written of " + them(older)
                    + ".");
        }
        return new Drafts(List.copyOf(newest), List.copyOf(notices));
    }

    private static Optional<Draft> draft(Delivery delivery, Card card) {
        Values settings = delivery.settings();
        Mode mode = Mode.of(settings);
        boolean clears = mode != Mode.CREATE && settings.text("empty", "leave").equals("clear");
        var cells = new CellValues(delivery, card);
        Values fields = Values.empty();
        for (FieldMapping mapping : FieldMapping.of(settings)) {
            Optional<Object> value = cells.of(mapping);
            if (value.isPresent() || clears) {
                fields = fields.with(mapping.field(), value.orElse(null));
            }
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Values record = Values.of("fields", fields);
        return Optional.of(
                switch (mode) {
                    case CREATE -> new Draft(List.of(), record, card.createdAt());
                    case UPSERT -> new Draft(mergedOn(settings, fields, card), record, card.createdAt());
                    case UPDATE -> {
                        String id = recordId(settings, cells, card);
                        yield new Draft(List.of(id), Values.of("id", id).with(record), card.createdAt());
                    }
                });
    }

    /** A record without them would be whichever has none either. */
    private static List<Object> mergedOn(Values settings, Values fields, Card card) {
        var identity = new ArrayList<Object>();
        for (String name : settings.texts("merge_on")) {
            Object value = fields.asMap().get(name.strip());
            if (value == null) {
                throw new HandlerException(Verdict.failed(
                                FailureKind.MISCONFIGURED,
                                "The card '" + shown(card.title()) + "' has no value for '" + name
                                        + "', by which its record is told from others.")
                        .suggest("Choose a field that every card gives a value for, or narrow the output's filter."));
            }
            identity.add(value);
        }
        return identity;
    }

    private static String recordId(Values settings, CellValues cells, Card card) {
        String id = cells.line(settings.text("record_id"));
        if (!Table.isRecordId(id)) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The card '" + shown(card.title()) + "' gives '" + shown(id) + "' where the id of a record"
                                    + " is wanted.")
                    .suggest("Correct the template of the record's id, or narrow the output's filter."));
        }
        return id;
    }

    /** New records are no one's but their card's. */
    private static List<Draft> newestOfEach(List<Draft> drafts) {
        if (drafts.stream().allMatch(draft -> draft.identity().isEmpty())) {
            return drafts;
        }
        var newest = new LinkedHashMap<List<Object>, Draft>();
        drafts.forEach(draft -> newest.merge(draft.identity(), draft, Drafts::newer));
        return List.copyOf(newest.values());
    }

    private static Draft newer(Draft one, Draft other) {
        return one.cardCreatedAt().isBefore(other.cardCreatedAt()) ? other : one;
    }

    private static String counted(int cards) {
        return cards == 1 ? "One card is" : cards + " cards are";
    }

    private static String them(int cards) {
        return cards == 1 ? "it" : "them";
    }

    private static String shown(String text) {
        return TextPieces.shortened(text, MOST_SHOWN);
    }
}
