package org.symposium.handlers.airtable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.TextPieces;

/** A cell as text on one line, as people see it in Airtable. */
final class CellText {
    private static final int MOST = 300;
    /** What stands for an object: a file, a person, a barcode, a button, the answer of a model, a formula that failed. */
    private static final List<String> NAMES =
            List.of("filename", "name", "email", "text", "label", "value", "error", "specialValue", "url", "id");

    private CellText() {}

    static String of(@Nullable Object value) {
        String line = whole(value).replaceAll("[\\s\\p{Cc}]+", " ").strip();
        return TextPieces.shortened(line, MOST);
    }

    private static String whole(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "✓" : "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(CellText::whole)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        return value instanceof Map<?, ?> object ? named(object) : value == null ? "" : value.toString();
    }

    private static String named(Map<?, ?> object) {
        return NAMES.stream()
                .flatMap(name -> Stream.ofNullable(object.get(name)))
                .filter(value -> !(value instanceof Map || value instanceof List))
                .map(CellText::whole)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
