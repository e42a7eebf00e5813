package org.symposium.handlers.webscraper;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.TextPieces;

/** Takes the fields of items out of pages. What a field takes is bounded, and what was cut is counted. */
final class Extraction {
    private static final int TEXT_AT_MOST = 10_000;
    private static final int CONTENT_AT_MOST = 100_000;
    private static final int HTML_AT_MOST = 1_000_000;
    private static final int LIST_AT_MOST = 200;
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "cite", "poster", "data-src", "data-href", "longdesc");

    private final HandlerContext context;
    private final List<ScrapedField> fields;
    private boolean isCut;

    Extraction(HandlerContext context, List<ScrapedField> fields) {
        this.context = context;
        this.fields = fields;
    }

    /** The item that stands in an element; fields that are missing in it are missing in the values. */
    ScrapedItem item(Element scope) {
        context.stopIfCancelled();
        var values = new LinkedHashMap<String, Object>();
        for (ScrapedField field : fields) {
            List<String> found = values(field, scope);
            if (!found.isEmpty()) {
                values.put(field.name(), field.all() ? found : found.get(0));
            }
        }
        return new ScrapedItem(values);
    }

    /** Whether anything was longer than it may be. */
    boolean isCut() {
        return isCut;
    }

    private List<String> values(ScrapedField field, Element scope) {
        List<Element> elements = field.selector()
                .<List<Element>>map(selector -> selector.in(scope))
                .orElse(List.of(scope));
        isCut |= field.all() && elements.size() > LIST_AT_MOST;
        return elements.stream()
                .limit(field.all() ? LIST_AT_MOST : Long.MAX_VALUE)
                .map(element -> value(field, element))
                .filter(value -> !value.isEmpty())
                .limit(field.all() ? LIST_AT_MOST : 1)
                .toList();
    }

    private String value(ScrapedField field, Element element) {
        return switch (field.take()) {
            case TEXT -> text(element.text());
            case CONTENT -> content(element);
            case LINK -> link(element);
            case ATTRIBUTE -> attribute(element, field.attribute());
        };
    }

    private String text(String text) {
        String cut = TextPieces.shortened(text.strip(), TEXT_AT_MOST);
        isCut |= cut.length() < text.strip().length();
        return cut;
    }

    private String content(Element element) {
        String html = element.outerHtml();
        String head = html.length() <= HTML_AT_MOST ? html : html.substring(0, HTML_AT_MOST);
        String markdown = context.markdownFrom(head, URI.create(base(element))).strip();
        String cut = shortened(markdown);
        isCut |= head.length() < html.length() || cut.length() < markdown.length();
        return cut;
    }

    /** Markdown cut at the end of a line, so that no link or emphasis is cut in two where that can be helped. */
    private static String shortened(String markdown) {
        if (markdown.length() <= CONTENT_AT_MOST) {
            return markdown;
        }
        int line = markdown.lastIndexOf('\n', CONTENT_AT_MOST);
        return line > CONTENT_AT_MOST / 2
                ? markdown.substring(0, line).stripTrailing() + "\n\n…"
                : TextPieces.shortened(markdown, CONTENT_AT_MOST);
    }

    /** What a page's own {@code <base>} says has been taken in by jsoup, but may be no address that others can read. */
    private static String base(Element element) {
        return PageAddress.absolute(element.baseUri()).map(URI::toString).orElse("about:blank");
    }

    /** Its own address, or that of the first link in it. */
    private static String link(Element element) {
        Optional<URI> own = address(element, "href").or(() -> address(element, "src"));
        return own.or(() ->
                        Optional.ofNullable(element.selectFirst("a[href]")).flatMap(inner -> address(inner, "href")))
                .map(URI::toString)
                .orElse("");
    }

    private String attribute(Element element, String name) {
        return ADDRESSES.contains(name.toLowerCase(Locale.ROOT))
                ? address(element, name).map(URI::toString).orElse("")
                : text(element.attr(name));
    }

    private static Optional<URI> address(Element element, String name) {
        return element.hasAttr(name) ? PageAddress.absolute(element.absUrl(name)) : Optional.empty();
    }
}
