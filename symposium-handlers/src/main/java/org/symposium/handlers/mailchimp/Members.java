package org.symposium.handlers.mailchimp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Members of an answer. What is missing, empty or of another type is not there. */
record Members(JsonNode node) {
    Members at(String name) {
        return new Members(node.path(name));
    }

    Optional<String> text(String name) {
        JsonNode member = node.path(name);
        return member.isString()
                ? Optional.of(member.asString("").strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    Optional<Long> whole(String name) {
        JsonNode member = node.path(name);
        return member.isIntegralNumber() && member.canConvertToLong()
                ? Optional.of(member.longValue())
                : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode member = node.path(name);
        return member.isBoolean() && member.asBoolean(false);
    }

    boolean has(String name) {
        return node.has(name);
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

    /** A moment; Mailchimp writes {@code ""} for none. */
    Optional<Instant> moment(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
