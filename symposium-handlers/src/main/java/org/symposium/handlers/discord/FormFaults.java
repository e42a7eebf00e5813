package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.model.TextPieces;
import tools.jackson.databind.JsonNode;

/**
 * The faults of an invalid form (code 50035) in one line, such as {@code embeds[0].fields[1].name: This field is required}. They come as a tree of field names and
 * indexes, whose leaves are lists named {@code _errors}; see <a href="https://docs.discord.com/developers/reference#error-messages">Error Messages</a>. An older form has
 * lists of texts as leaves.
 */
final class FormFaults {
    private static final int MOST = 5;
    private static final int DEEPEST = 12;
    private static final int LONGEST_NAME = 40;
    private static final String LEAF = "_errors";

    private final List<String> faults = new ArrayList<>();

    private FormFaults() {}

    /** Nothing if there are none. */
    static String of(JsonNode errors) {
        var form = new FormFaults();
        form.collect(errors, "", 0);
        return String.join("; ", form.faults);
    }

    private void collect(JsonNode node, String path, int depth) {
        if (depth > DEEPEST || faults.size() >= MOST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(fault -> add(path, fault));
            return;
        }
        node.properties()
                .forEach(member -> collect(
                        member.getValue(),
                        member.getKey().equals(LEAF) ? path : path(path, member.getKey()),
                        depth + 1));
    }

    private void add(String path, JsonNode fault) {
        String words = fault.isString()
                ? fault.asString("")
                : new Members(fault).text("message").orElse("");
        if (!words.isBlank() && faults.size() < MOST) {
            faults.add((path.isEmpty() ? "" : path + ": ") + words.strip());
        }
    }

    private static String path(String path, String name) {
        String shown = TextPieces.shortened(name, LONGEST_NAME);
        if (shown.matches("\\d+")) {
            return path + "[" + shown + "]";
        }
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
