package org.symposium.handlers.rss;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Writes the tags of XHTML inside a feed as HTML, for the engine's cleaner to read. */
final class HtmlTags {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private HtmlTags() {}

    /** The start tag that the reader stands on, without prefixes and declarations; addresses made absolute where the XML says against what. */
    static String start(XMLStreamReader reader, @Nullable URI base) {
        var tag = new StringBuilder("<").append(local(reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String name = reader.getAttributeLocalName(i);
            if ((prefix == null || prefix.isEmpty()) && !name.equals("xmlns")) {
                String value = reader.getAttributeValue(i);
                tag.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(HtmlText.escape(absolute(name, value, base)))
                        .append('"');
            }
        }
        return tag.append('>').toString();
    }

    /** The end tag; nothing for elements that have none in HTML. */
    static String end(String qualified) {
        String name = local(qualified);
        return VOID.contains(name) ? "" : "</" + name + ">";
    }

    private static String absolute(String name, String value, @Nullable URI base) {
        boolean address = name.equals("href") || name.equals("src");
        return address && base != null
                ? WebAddress.of(value, base).map(URI::toString).orElse(value)
                : value;
    }

    private static String local(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
