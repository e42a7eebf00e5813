package org.symposium.handlers.notion;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An object of an answer, read with tolerance: what is missing, null or of another type is as if it were not there. */
record Members(JsonNode node) {
    Members at(String name) {
        return new Members(node.path(name));
    }

    /** Text, unless it is empty; blanks at its ends are kept. */
    Optional<String> text(String name) {
        JsonNode member = node.path(name);
        return member.isString()
                ? Optional.of(member.asString("")).filter(found -> !found.isEmpty())
                : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode member = node.path(name);
        return member.isBoolean() && member.asBoolean();
    }

    boolean has(String name) {
        JsonNode member = node.path(name);
        return !member.isMissingNode() && !member.isNull();
    }

    boolean isObject() {
        return node.isObject();
    }

    /** The objects of a list. */
    List<Members> list(String name) {
        var objects = new ArrayList<Members>();
        JsonNode list = node.path(name);
        if (list.isArray()) {
            list.forEach(item -> {
                if (item.isObject()) {
                    objects.add(new Members(item));
                }
            });
        }
        return objects;
    }

    Optional<Instant> moment(String name) {
        return text(name).flatMap(Members::parsed);
    }

    /** An id, if it has the form of one. */
    Optional<String> id() {
        return text("id").flatMap(NotionId::of);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
