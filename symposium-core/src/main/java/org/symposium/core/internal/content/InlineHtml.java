package org.symposium.core.internal.content;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML tags in the middle of Markdown. Those of HTML itself and comments leave nothing behind but what is between them, {@code <br>} breaks the line; any
 * other is text that its author forgot to escape, such as {@code List<String>}.
 */
final class InlineHtml {
    private static final Pattern NAME = Pattern.compile("</?([A-Za-z][A-Za-z0-9-]*)[\\s/>].*", Pattern.DOTALL);
    private static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "acronym",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "body",
            "br",
            "button",
            "center",
            "cite",
            "code",
            "del",
            "details",
            "dfn",
            "div",
            "em",
            "figcaption",
            "figure",
            "font",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "i",
            "iframe",
            "img",
            "input",
            "ins",
            "kbd",
            "label",
            "li",
            "link",
            "main",
            "mark",
            "meta",
            "nav",
            "nobr",
            "ol",
            "p",
            "picture",
            "pre",
            "q",
            "s",
            "samp",
            "script",
            "section",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "tbody",
            "td",
            "template",
            "th",
            "thead",
            "time",
            "tr",
            "tt",
            "u",
            "ul",
            "var",
            "video",
            "wbr");

    private InlineHtml() {}

    /** What a tag shows: nothing, a line break, or itself. */
    static String text(String tag) {
        Matcher name = NAME.matcher(tag);
        if (!name.matches()) {
            return tag.startsWith("<!") || tag.startsWith("<?") ? "" : tag;
        }
        if (name.group(1).equalsIgnoreCase("br")) {
            return "\n";
        }
        return isElement(name.group(1)) ? "" : tag;
    }

    /** Whether HTML has an element of this name. */
    static boolean isElement(String name) {
        return ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
    }
}
