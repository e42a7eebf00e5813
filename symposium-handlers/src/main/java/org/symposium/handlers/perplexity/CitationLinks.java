package org.symposium.handlers.perplexity;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.MarkdownText;

/** Makes the {@code [1]} of an answer links to its sources; not in code, and not where a link already is or no source of that number. */
final class CitationLinks {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern CODE_OR_MARKER =
            Pattern.compile("(?<code>(?<tick>`+)[^`].{0,2000}?(?<!`)\\k<tick>(?!`))"
                    + "|(?<escaped>\\\\.)|\\[(?<number>[0-9]{1,4})\\](?![(:])");

    private final List<Reference> references;

    CitationLinks(List<Reference> references) {
        this.references = references;
    }

    String in(String markdown) {
        var out = new StringBuilder(markdown.length() + markdown.length() / 4);
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            Matcher opening = FENCE.matcher(line);
            boolean isFence =
                    opening.matches() && (fence.isEmpty() || opening.group(1).startsWith(fence));
            out.append(out.isEmpty() ? "" : "\n").append(fence.isEmpty() && !isFence ? linked(line) : line);
            if (isFence) {
                fence = fence.isEmpty() ? opening.group(1) : "";
            }
        }
        return out.toString();
    }

    private String linked(String line) {
        return CODE_OR_MARKER
                .matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(), found.group(4))));
    }

    private String replacement(String found, @Nullable String number) {
        int place = number == null ? 0 : Integer.parseInt(number);
        if (place < 1
                || place > references.size()
                || references.get(place - 1).url().isEmpty()) {
            return found;
        }
        return "[\\[" + place + "\\]]("
                + MarkdownText.destination(references.get(place - 1).url()) + ")";
    }
}
