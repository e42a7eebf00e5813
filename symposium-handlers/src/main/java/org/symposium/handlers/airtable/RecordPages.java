package org.symposium.handlers.airtable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * Reads records page by page to an end of its own: enough records, {@value #MOST_PAGES} pages, {@value #MOST_CHARACTERS} characters, or a page that brings nothing new. Where
 * Airtable loses its place in the list, it is read from its beginning again.
 */
final class RecordPages {
    private static final int MOST_PAGES = 15;
    private static final int PAGE = 100;
    private static final int MOST_RESTARTS = 2;
    /** Of all records together, as JSON; a card is kept as a whole. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private final SourceRun run;
    private final Table table;
    private final Values parameters;
    private final int most;
    private final Map<String, TableRecord> records = new LinkedHashMap<>();
    private long characters;
    private Optional<Instant> answeredAt = Optional.empty();

    /**
     * Of one list, once.
     *
     * @param parameters of the list, but for its pages
     * @param most records that are wanted
     */
    RecordPages(SourceRun run, Values parameters, int most) {
        this.run = run;
        this.table = Table.of(run.settings());
        this.parameters = parameters.with("pageSize", Math.min(most, PAGE));
        this.most = most;
    }

    FoundRecords read() {
        Optional<String> next = Optional.of("");
        int pages = 0;
        int restarts = 0;
        while (next.isPresent() && records.size() < most && characters < MOST_CHARACTERS && pages < MOST_PAGES) {
            HttpReply reply = run.http().send(table.list(page(next.get())));
            pages++;
            if (AirtableErrors.isPlaceLost(reply)) {
                checkMayRestart(restarts);
                restarts++;
                records.clear();
                characters = 0;
                next = Optional.of("");
            } else {
                next = add(reply);
            }
        }
        boolean hasMore = next.isPresent() || records.size() > most || characters >= MOST_CHARACTERS;
        return new FoundRecords(
                records.values().stream().limit(most).toList(), hasMore, hasMore && records.size() < most, answeredAt);
    }

    private Values page(String offset) {
        return offset.isEmpty() ? parameters : parameters.with("offset", offset);
    }

    private static void checkMayRestart(int restarts) {
        if (restarts == MOST_RESTARTS) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.SERVER_ERROR, "Airtable lost its place in the list again and again.")
                            .suggest("The run is tried again later; ask for fewer records if this comes again."));
        }
    }

    /** Gives the place of the next page, if there is one. */
    private Optional<String> add(HttpReply reply) {
        JsonNode body = reply.json();
        JsonNode list = body.path("records");
        if (!list.isArray()) {
            throw unreadable("Airtable's answer has no list of records.");
        }
        answeredAt = answeredAt.or(() -> date(reply));
        int before = records.size();
        int unreadable = 0;
        for (JsonNode node : list) {
            Optional<TableRecord> record = TableRecord.of(node);
            record.ifPresent(this::keep);
            unreadable += record.isEmpty() ? 1 : 0;
        }
        if (unreadable > 0 && unreadable == list.size()) {
            throw unreadable("Airtable's answer is a list of records without ids.");
        }
        boolean isRepeated = !list.isEmpty() && records.size() == before; // an empty page may come before the end
        JsonNode offset = body.path("offset");
        return offset.isString() && !isRepeated
                ? Optional.of(offset.asString("")).filter(place -> !place.isBlank())
                : Optional.empty();
    }

    private void keep(TableRecord record) {
        if (characters < MOST_CHARACTERS && records.putIfAbsent(record.id(), record) == null) {
            characters += record.fields().toJson().length();
        }
    }

    private static HandlerException unreadable(String message) {
        return new HandlerException(Verdict.failed(FailureKind.INVALID_RESPONSE, message)
                .suggest("Try again; if it stays so, Airtable has changed, and this handler must be looked at."));
    }

    /** The service's own clock, by which its records are dated. */
    private static Optional<Instant> date(HttpReply reply) {
        try {
            return reply.header("Date")
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
