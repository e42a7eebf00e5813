package org.symposium.core.internal.content;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** The last look at HTML that goes out: only listed elements, attributes and protocols are left. */
final class CleanHtml {
    private static final Cleaner CLEANER = new Cleaner(Safelist.none()
            .addTags(
                    "a",
                    "blockquote",
                    "br",
                    "code",
                    "del",
                    "em",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "img",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "strong")
            .addTags("table", "tbody", "td", "th", "thead", "tr", "ul")
            .addAttributes("a", "href", "title")
            .addAttributes("code", "class")
            .addAttributes("img", "src", "alt", "title")
            .addAttributes("ol", "start")
            .addAttributes("td", "align")
            .addAttributes("th", "align")
            .addProtocols("a", "href", "http", "https", "mailto")
            .addProtocols("img", "src", "http", "https"));

    private CleanHtml() {}

    static String of(String fragment) {
        Document clean = CLEANER.clean(Jsoup.parseBodyFragment(fragment));
        clean.select("a:not([href])").unwrap();
        for (Element image : clean.select("img:not([src])")) {
            image.replaceWith(new TextNode(image.attr("alt")));
        }
        clean.outputSettings().prettyPrint(false);
        return clean.body().html();
    }
}
