package org.symposium.core.internal.content;

import java.net.URI;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.symposium.spi.model.InvalidInputException;

/**
 * HTML from outside as clean Markdown: text is kept and escaped; programs, controls, frames, hidden elements and tracking pictures go; links and pictures
 * are absolute, http, https or (links) mailto. Any input is read, however broken; elements nested deeper than {@value #DEEPEST} levels are not
 * nested further. Text without any element keeps its lines.
 */
public final class HtmlToMarkdown {
    private static final int DEEPEST = 100;
    private static final int MOST_CHARACTERS = 5 * 1024 * 1024;

    private HtmlToMarkdown() {}

    /**
     * Markdown of a document or a fragment.
     *
     * @param base what relative addresses are relative to; the HTML's own {@code <base>} goes before it
     * @throws InvalidInputException with rule {@code html_size} beyond 5 Mi characters
     */
    public static String convert(String html, URI base) {
        if (html.length() > MOST_CHARACTERS) {
            throw new InvalidInputException(
                    "", "html_size", "HTML may have at most " + MOST_CHARACTERS + " characters");
        }
        Document document = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, base.toString());
        Element body = document.body();
        if (body.childrenSize() == 0) {
            var flow = new HtmlFlow();
            flow.plainText(body.wholeText());
            return MarkdownWriter.write(new ContentDocument(flow.finished()));
        }
        Element own = document.selectFirst("base[href]");
        URI effective = own == null ? base : SafeLink.of(base, own.attr("href")).orElse(base);
        return MarkdownWriter.write(new ContentDocument(new HtmlReader(effective).read(body, HtmlStyle.PLAIN, 0)));
    }
}
