package org.symposium.handlers.airtable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/**
 * A record, as it was read.
 *
 * @param fields by name; empty ones are not there
 */
record TableRecord(String id, Optional<Instant> createdAt, Values fields) {

    /** A record of an answer; none without an id. */
    static Optional<TableRecord> of(JsonNode node) {
        String id = node.path("id").isString() ? node.path("id").asString("").strip() : "";
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, Object>();
        if (node.path("fields").isObject()) {
            node.path("fields").forEachEntry((name, value) -> {
                Object plain = PlainJson.of(value);
                if (plain != null) {
                    fields.put(name, plain);
                }
            });
        }
        return Optional.of(new TableRecord(id, createdAt(node.path("createdTime")), Values.of(fields)));
    }

    Values values() {
        return Values.of("id", id).withOptional("created_at", createdAt).with("fields", fields);
    }

    /** What stays the same while nobody changes the record: the addresses of attachments are new ones every few hours. */
    Values lasting() {
        var lasting = new LinkedHashMap<String, Object>();
        fields.asMap().forEach((name, value) -> lasting.put(name, Attachments.withoutAddresses(value)));
        return Values.of("id", id).with("fields", Values.of(lasting));
    }

    private static Optional<Instant> createdAt(JsonNode time) {
        try {
            return time.isString()
                    ? Optional.of(OffsetDateTime.parse(time.asString("")).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
