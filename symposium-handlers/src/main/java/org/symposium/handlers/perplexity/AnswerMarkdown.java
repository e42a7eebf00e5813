package org.symposium.handlers.perplexity;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** A card's content of its data: the answer with its numbers linked, the sources by number, further questions. */
final class AnswerMarkdown {
    private AnswerMarkdown() {}

    static String of(Values data) {
        List<Reference> references =
                data.list("citations").stream().map(Reference::of).toList();
        return Stream.of(
                        new CitationLinks(references).in(data.text("answer")),
                        section("### Sources", numbered(references)),
                        section("### Related questions", questions(data)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String section(String heading, String body) {
        return body.isEmpty() ? "" : heading + "\n\n" + body;
    }

    private static String numbered(List<Reference> references) {
        return IntStream.range(0, references.size())
                .mapToObj(i -> (i + 1) + ". " + line(references.get(i)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Reference reference) {
        String link = MarkdownText.link(reference.name(), reference.url());
        return reference.date().isEmpty() ? link : link + " (" + MarkdownText.escapeLine(reference.date()) + ")";
    }

    private static String questions(Values data) {
        return data.texts("related_questions").stream()
                .map(question -> "- " + MarkdownText.escapeLine(question))
                .collect(Collectors.joining("\n"));
    }
}
