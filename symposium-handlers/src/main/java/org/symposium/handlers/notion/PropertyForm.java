package org.symposium.handlers.notion;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.TextPieces;

/** Text as the value of a property, by the property's type; see <a href="https://developers.notion.com/reference/page-property-values">Page properties</a>. */
final class PropertyForm {
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_OPTION = 100;
    private static final int LONGEST_CONTACT = 200;
    private static final int LONGEST_PROPERTY = RichText.LONGEST_TEXT * RichText.MOST_ITEMS;
    private static final Set<String> YES = Set.of("true", "yes", "1", "x", "on");
    private static final Set<String> NO = Set.of("false", "no", "0", "off");
    private static final Set<String> WRITABLE = Set.of(
            "title",
            "rich_text",
            "number",
            "url",
            "email",
            "phone_number",
            "select",
            "status",
            "multi_select",
            "date",
            "checkbox",
            "people",
            "relation",
            "files");

    private PropertyForm() {}

    static boolean isWritable(String type) {
        return WRITABLE.contains(type);
    }

    /** What a type takes, in words for a user. */
    static String wanted(String type) {
        return switch (type) {
            case "number" -> "a number such as 12.5";
            case "date" -> "a date such as 2026-11-24, or a moment such as 2026-11-24T07:00:00Z";
            case "checkbox" -> "true or false";
            case "url" -> "an address of at most 2,000 characters";
            case "email", "phone_number" -> "at most 200 characters";
            case "people", "relation" -> "ids, with commas between them";
            case "files" -> "addresses that begin with https, with commas between them";
            default -> "text";
        };
    }

    /** The value; empty when the text is no value of this type. */
    static Optional<Map<String, @Nullable Object>> of(String type, String text) {
        return value(type, text.strip()).map(value -> Collections.singletonMap(type, value));
    }

    /** The value that empties a property of this type; empty for types that can't be emptied. */
    static Optional<Map<String, @Nullable Object>> emptied(String type) {
        return switch (type) {
            case "title", "rich_text", "multi_select", "people", "relation", "files" ->
                Optional.of(Map.of(type, List.of()));
            case "checkbox" -> Optional.of(Map.of(type, false));
            case "status" -> Optional.empty();
            default -> {
                var nothing = new HashMap<String, @Nullable Object>();
                nothing.put(type, null);
                yield Optional.of(nothing);
            }
        };
    }

    private static Optional<Object> value(String type, String text) {
        return switch (type) {
            case "title" -> Optional.of(RichText.plain(TextPieces.shortened(oneLine(text), RichText.LONGEST_TEXT)));
            case "rich_text" -> Optional.of(RichText.plain(TextPieces.shortened(text, LONGEST_PROPERTY)));
            case "number" -> number(text);
            case "url" -> Optional.<Object>of(text).filter(url -> text.length() <= RichText.LONGEST_URL);
            case "email", "phone_number" -> Optional.<Object>of(text).filter(all -> text.length() <= LONGEST_CONTACT);
            case "select", "status" -> Optional.of(option(text));
            case "multi_select" ->
                Optional.of(parts(text).stream().map(PropertyForm::option).toList());
            case "date" -> date(text);
            case "checkbox" -> checkbox(text);
            case "people", "relation" -> ids(text);
            case "files" -> files(text);
            default -> Optional.empty();
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static Optional<Object> number(String text) {
        return text.matches("[+-]?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,2})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static Map<String, Object> option(String text) {
        return Map.of("name", TextPieces.shortened(oneLine(text), LONGEST_OPTION));
    }

    private static Optional<Object> checkbox(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return YES.contains(lower) ? Optional.of(true) : NO.contains(lower) ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Object> date(String text) {
        String[] ends = text.split("/", 2);
        if (!Arrays.stream(ends).map(String::strip).allMatch(PropertyForm::isDate)) {
            return Optional.empty();
        }
        return Optional.of(
                ends.length == 1 ? Map.of("start", text) : Map.of("start", ends[0].strip(), "end", ends[1].strip()));
    }

    private static boolean isDate(String text) {
        try {
            if (text.indexOf('T') > 0) {
                OffsetDateTime.parse(text);
            } else {
                LocalDate.parse(text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Object> ids(String text) {
        List<String> parts = parts(text);
        List<Map<String, String>> ids = parts.stream()
                .flatMap(part -> NotionId.ofPage(part).stream())
                .map(id -> Map.of("id", id))
                .toList();
        return ids.size() == parts.size() ? Optional.of(ids) : Optional.empty();
    }

    private static Optional<Object> files(String text) {
        List<String> parts = parts(text);
        boolean areAddresses = parts.stream()
                .allMatch(part -> part.toLowerCase(Locale.ROOT).startsWith("https://")
                        && part.length() <= RichText.LONGEST_URL
                        && part.chars().noneMatch(c -> c <= ' ' || "<>\"\\^`{|}".indexOf(c) >= 0));
        return areAddresses ? Optional.of(parts.stream().map(PropertyForm::file).toList()) : Optional.empty();
    }

    private static Map<String, Object> file(String address) {
        String path = address.replaceFirst("[?#].*", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Map.of(
                "name",
                name.isEmpty() ? "file" : TextPieces.shortened(name, LONGEST_OPTION),
                "type",
                "external",
                "external",
                Map.of("url", address));
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,\n]"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .limit(MOST_VALUES)
                .toList();
    }
}
