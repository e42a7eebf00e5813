package org.symposium.handlers.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An object of an answer, read with tolerance: what is missing, null or of another type is as if it were not there; numbers may be text. */
record Members(JsonNode node) {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    Members at(String name) {
        return new Members(node.path(name));
    }

    /** Text without blanks around it; of a number its digits. */
    Optional<String> text(String name) {
        JsonNode member = node.path(name);
        String text = member.isString() || member.isIntegralNumber() ? member.asString("") : "";
        return Optional.of(text.strip()).filter(found -> !found.isEmpty());
    }

    Optional<Long> whole(String name) {
        return text(name).filter(text -> WHOLE.matcher(text).matches()).map(Long::valueOf);
    }

    boolean flag(String name) {
        JsonNode member = node.path(name);
        return member.isBoolean()
                ? member.asBoolean()
                : text(name).filter("true"::equals).isPresent();
    }

    Optional<Instant> moment(String name) {
        return text(name).flatMap(Members::parsed);
    }

    /** A web address. */
    Optional<String> web(String name) {
        return text(name).filter(url -> {
            String lower = url.toLowerCase(Locale.ROOT);
            return lower.startsWith("https://") || lower.startsWith("http://");
        });
    }

    boolean hasObject(String name) {
        return node.path(name).isObject();
    }

    /** The names in a list of objects with names, or of plain names. */
    List<String> names(String list) {
        var names = new ArrayList<String>();
        node.path(list).forEach(item -> {
            String plain = item.isString() ? item.asString("") : "";
            new Members(item).text("name").or(() -> Optional.of(plain.strip())).ifPresent(names::add);
        });
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
