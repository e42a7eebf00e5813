package org.symposium.core.internal.content;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Content;
import org.symposium.spi.Document;
import org.symposium.spi.model.TextPieces;

/** What a template gave, in every form. Each form is made once, by the first thread that asks. */
public final class RenderedContent implements Content {
    private static final int LONGEST_SUBJECT = 200;

    private final String markdown;
    private final Once<Document> document;
    private final Once<String> html;
    private final Once<String> mailHtml;
    private final Once<String> text;
    private final Once<String> subject;

    private RenderedContent(String subject, String markdown) {
        this.markdown = markdown;
        this.document = new Once<>(() -> Markdown.document(markdown));
        this.html = new Once<>(() -> Markdown.html(markdown));
        this.mailHtml = new Once<>(() -> MailHtml.of(subject(), html()));
        this.text = new Once<>(() -> PlainText.of(document()));
        this.subject = new Once<>(() -> subject.isBlank() ? firstLine() : oneLine(subject));
    }

    /**
     * Content of this Markdown.
     *
     * @param subject plain text ({@link Markdown#line} makes it of Markdown); line breaks become spaces. If blank, the content's first words stand in
     */
    public static RenderedContent of(String subject, String markdown) {
        return new RenderedContent(subject, markdown);
    }

    @Override
    public String subject() {
        return subject.get();
    }

    @Override
    public String markdown() {
        return markdown;
    }

    @Override
    public Document document() {
        return document.get();
    }

    @Override
    public String html() {
        return html.get();
    }

    @Override
    public String mailHtml() {
        return mailHtml.get();
    }

    @Override
    public String text() {
        return text.get();
    }

    private String firstLine() {
        for (var block : document().blocks()) {
            String line = PlainText.line(new ContentDocument(List.of(block)));
            if (!line.isEmpty()) {
                return TextPieces.shortened(line, LONGEST_SUBJECT);
            }
        }
        return "";
    }

    private static String oneLine(String subject) {
        return subject.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ").strip();
    }

    private static final class Once<T> {
        private @Nullable Supplier<T> make;
        private @Nullable T made;

        Once(Supplier<T> make) {
            this.make = make;
        }

        synchronized T get() {
            Supplier<T> maker = make;
            if (maker != null) {
                made = maker.get();
                make = null;
            }
            return Objects.requireNonNull(made);
        }
    }
}
