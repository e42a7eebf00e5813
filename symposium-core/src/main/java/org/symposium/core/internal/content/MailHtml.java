package org.symposium.core.internal.content;

import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * Makes a whole document for mail out of clean HTML. Mail programs drop {@code <style>} and know little of layout, so each element carries its style, and a
 * table holds the width.
 */
final class MailHtml {
    private static final String FONT =
            "font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#222222";
    private static final String CELL = "border:1px solid #cccccc;padding:6px 10px;text-align:";
    private static final Set<String> TEXT =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th");
    private static final Map<String, String> STYLES = Map.ofEntries(
            Map.entry("h1", "font-size:26px;line-height:1.25;margin:24px 0 12px"),
            Map.entry("h2", "font-size:22px;line-height:1.25;margin:24px 0 12px"),
            Map.entry("h3", "font-size:18px;line-height:1.25;margin:20px 0 10px"),
            Map.entry("h4", "font-size:16px;margin:16px 0 8px"),
            Map.entry("h5", "font-size:16px;margin:16px 0 8px"),
            Map.entry("h6", "font-size:16px;margin:16px 0 8px"),
            Map.entry("p", "margin:0 0 12px"),
            Map.entry("a", "color:#0b57d0;text-decoration:underline"),
            Map.entry("ul", "margin:0 0 12px;padding:0 0 0 24px"),
            Map.entry("ol", "margin:0 0 12px;padding:0 0 0 24px"),
            Map.entry("li", "margin:0 0 4px"),
            Map.entry("blockquote", "margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #cccccc;color:#555555"),
            Map.entry("code", "font-family:Menlo,Consolas,monospace;font-size:14px;background-color:#f4f4f4"),
            Map.entry(
                    "pre",
                    "margin:0 0 12px;padding:12px;background-color:#f4f4f4;white-space:pre-wrap;word-wrap:break-word"),
            Map.entry("table", "border-collapse:collapse;margin:0 0 12px"),
            Map.entry("img", "max-width:100%;height:auto;border:0"),
            Map.entry("hr", "border:0;border-top:1px solid #cccccc;margin:24px 0"));

    private MailHtml() {}

    /**
     * The document.
     *
     * @param title plain text
     * @param fragment what {@link CleanHtml} left
     */
    static String of(String title, String fragment) {
        Document styled = Jsoup.parseBodyFragment(fragment);
        styled.outputSettings().prettyPrint(false);
        styled.body().getAllElements().forEach(MailHtml::style);
        return """
                <!DOCTYPE html>
                <html>
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                </head>
                <body style="margin:0;padding:0">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0">
                <tr><td style="padding:16px">
                <table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0" style="width:100%%;max-width:600px">
                <tr><td style="%s">
                %s</td></tr>
                </table>
                </td></tr>
                </table>
                </body>
                </html>
                """.formatted(Entities.escape(title), FONT, styled.body().html());
    }

    private static void style(Element element) {
        String name = element.normalName();
        if (name.equals("td") || name.equals("th")) {
            element.attr("style", CELL + (element.hasAttr("align") ? element.attr("align") : "start"));
        } else if (STYLES.containsKey(name)) {
            element.attr("style", STYLES.get(name));
        }
        if (TEXT.contains(name)) {
            element.attr("dir", "auto");
        }
    }
}
