package org.symposium.handlers.discord;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Members of an answer. What is missing, empty or of another type is not there. */
record Members(JsonNode node) {
    Members at(String name) {
        return new Members(node.path(name));
    }

    Optional<String> text(String name) {
        JsonNode member = node.path(name);
        return member.isString() && !member.asString("").isBlank()
                ? Optional.of(member.asString(""))
                : Optional.empty();
    }

    boolean flag(String name) {
        return node.path(name).isBoolean() && node.path(name).asBoolean(false);
    }
}
