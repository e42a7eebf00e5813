package org.symposium.core.internal.content;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What of HTML from outside nobody is meant to read: programs, controls, frames, what is hidden, pictures that only count readers. */
final class HtmlDropped {
    private static final Set<String> NAMES = Set.of(
            "applet",
            "audio",
            "base",
            "button",
            "canvas",
            "datalist",
            "dialog",
            "embed",
            "frame",
            "frameset",
            "head",
            "iframe",
            "input",
            "link",
            "map",
            "math",
            "meta",
            "meter",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "optgroup",
            "option",
            "param",
            "progress",
            "script",
            "select",
            "source",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "track",
            "video");
    private static final Pattern HIDING =
            Pattern.compile("(?:^|[;\\s])(?:display:none|visibility:hidden)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS_AROUND_COLON = Pattern.compile("\\s*:\\s*");
    private static final Pattern TINY_STYLE =
            Pattern.compile("(?:^|[;\\s])(?:max-)?(?:width|height):[01](?:px|\\s*(?:;|!|$))", Pattern.CASE_INSENSITIVE);
    private static final String CONTENT = "h1, h2, h3, h4, h5, h6, p, article, main, table, blockquote, pre";

    private HtmlDropped() {}

    static boolean contains(Element element) {
        String name = element.normalName();
        return NAMES.contains(name)
                || (name.equals("form") && element.selectFirst(CONTENT) == null)
                || (name.equals("img") && isTracker(element))
                || isHidden(element);
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || (element.hasAttr("style") && HIDING.matcher(style(element)).find());
    }

    private static boolean isTracker(Element image) {
        return isTiny(image.attr("width"))
                || isTiny(image.attr("height"))
                || TINY_STYLE.matcher(style(image)).find();
    }

    private static boolean isTiny(String length) {
        String number = length.strip().toLowerCase(Locale.ROOT).replace("px", "");
        return number.equals("0") || number.equals("1");
    }

    private static String style(Element element) {
        return BLANKS_AROUND_COLON.matcher(element.attr("style")).replaceAll(":");
    }
}
