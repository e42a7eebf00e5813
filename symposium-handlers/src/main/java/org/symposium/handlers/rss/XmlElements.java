package org.symposium.handlers.rss;

import java.io.StringReader;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a document, pulled one by one and counted as they come: nothing is built before its caps are checked. The parser loads
 * nothing from outside, expands no entity but XML's own, and is always the JDK's.
 */
final class XmlElements {
    static final int MAX_DEPTH = 100;
    static final int MAX_ELEMENTS = 200_000;
    static final int MAX_TEXT = 1024 * 1024;

    private record Base(int depth, URI uri) {}

    private record Scope(int depth, Namespaces names) {}

    private final XMLStreamReader reader;
    private final int linesBefore;
    private final URI documentUri;
    private final Deque<Base> bases = new ArrayDeque<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private int depth;
    private int elements;
    private long run;

    private XmlElements(XMLStreamReader reader, int linesBefore, URI documentUri) {
        this.reader = reader;
        this.linesBefore = linesBefore;
        this.documentUri = documentUri;
    }

    /**
     * Stands on the root.
     *
     * @param text starts with the root's start tag; what follows its end tag is not read
     * @param linesBefore lines that were taken off, for telling where a fault is
     * @param documentUri what {@code xml:base} is relative to
     */
    static XmlElements of(String text, int linesBefore, URI documentUri) {
        try {
            var elements =
                    new XmlElements(parsers().createXMLStreamReader(new StringReader(text)), linesBefore, documentUri);
            while (elements.depth == 0) {
                elements.advance();
            }
            return elements;
        } catch (XMLStreamException e) {
            throw malformed(e, linesBefore);
        }
    }

    /** The current element's name as {@link Namespaces} spells it. */
    String name() {
        return names().name(reader.getLocalName());
    }

    /** The root's namespace, without final slash or hash, lower case; empty if it has none. */
    String rootNamespace() {
        return names().own();
    }

    /** The namespace of names without prefix, spelled as {@link #rootNamespace}. */
    String defaultNamespace() {
        return names().uri("");
    }

    /** An attribute of the current element by local name, white space around it taken off; empty if it is not there. */
    String attribute(String local) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equalsIgnoreCase(local)) {
                return reader.getAttributeValue(i).strip();
            }
        }
        return "";
    }

    /** The nearest {@code xml:base}, made absolute; {@code null} if there is none. */
    @Nullable
    URI base() {
        Base nearest = bases.peek();
        return nearest == null ? null : nearest.uri();
    }

    /** Hands over each child of the current element, which may read it or leave it; stands behind the current element then. */
    void eachChild(Consumer<String> visit) {
        int parent = depth;
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT) {
                visit.accept(name());
                while (depth > parent) {
                    advance();
                }
            } else if (depth < parent) {
                return;
            }
        }
    }

    /** The text of the current element and all in it; stands behind it then. */
    String text() {
        int parent = depth;
        var text = new StringBuilder();
        while (depth >= parent) {
            if (isText(advance())) {
                append(text, reader.getText());
            }
        }
        return text.toString();
    }

    /** The HTML in the current element: its text, which is HTML written as text; or, when there are elements in it, those as {@link #markup}. */
    String html() {
        return inside(false);
    }

    /** The elements and the text in the current element, as HTML; stands behind it then. */
    String markup() {
        return inside(true);
    }

    private String inside(boolean asMarkup) {
        int parent = depth;
        boolean markup = asMarkup;
        var html = new StringBuilder();
        while (true) {
            int event = advance();
            if (depth < parent) {
                return html.toString();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!markup) {
                    String before = HtmlText.escape(html);
                    html.setLength(0);
                    html.append(before);
                    markup = true;
                }
                append(html, HtmlTags.start(reader, base()));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                append(html, HtmlTags.end(reader.getLocalName()));
            } else if (isText(event)) {
                append(html, markup ? HtmlText.escape(reader.getText()) : reader.getText());
            }
        }
    }

    private int advance() {
        try {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                run = 0;
                open();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                run = 0;
                close();
            } else if (isText(event)) {
                run += reader.getTextLength();
                checkText(run);
            }
            return event;
        } catch (XMLStreamException e) {
            throw malformed(e, linesBefore);
        }
    }

    private void open() {
        depth++;
        elements++;
        if (depth > MAX_DEPTH) {
            throw UnreadableFeed.limit("levels of elements", MAX_DEPTH);
        }
        if (elements > MAX_ELEMENTS) {
            throw UnreadableFeed.limit("elements", MAX_ELEMENTS);
        }
        Map<String, String> declared = Map.of();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            if ("xmlns".equals(prefix) || local.equals("xmlns")) {
                declared = declared.isEmpty() ? new HashMap<>() : declared;
                declared.put("xmlns".equals(prefix) ? local : "", reader.getAttributeValue(i));
            } else if (local.equals("base") && "xml".equals(prefix)) {
                openBase(reader.getAttributeValue(i));
            }
        }
        if (depth == 1) {
            String root = reader.getLocalName();
            scopes.push(new Scope(1, Namespaces.ofRoot(root.substring(0, Math.max(root.indexOf(':'), 0)), declared)));
        } else if (!declared.isEmpty()) {
            scopes.push(new Scope(depth, names().with(declared)));
        }
    }

    private void openBase(String value) {
        Base outer = bases.peek();
        WebAddress.of(value, outer == null ? documentUri : outer.uri())
                .ifPresent(uri -> bases.push(new Base(depth, uri)));
    }

    private void close() {
        Base base = bases.peek();
        if (base != null && base.depth() == depth) {
            bases.pop();
        }
        if (depth > 1 && scopes.element().depth() == depth) {
            scopes.pop();
        }
        depth--;
    }

    private Namespaces names() {
        return scopes.element().names();
    }

    private static void append(StringBuilder text, String more) {
        checkText((long) text.length() + more.length());
        text.append(more);
    }

    private static void checkText(long length) {
        if (length > MAX_TEXT) {
            throw UnreadableFeed.limit("characters in one text", MAX_TEXT);
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    /** Only the place is taken from the parser's message, which may repeat the document. */
    private static RuntimeException malformed(XMLStreamException e, int linesBefore) {
        return e.getLocation() == null
                ? UnreadableFeed.because("The feed is not well-formed XML.")
                : UnreadableFeed.malformed(
                        linesBefore + e.getLocation().getLineNumber(),
                        e.getLocation().getColumnNumber());
    }

    /** A new one for each document: the JDK's factory keeps hold of the last document it read. */
    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Newer JDKs stop at 100 levels by themselves, older ones never: ours is to be the first to say so.
        factory.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH + 1);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside of a feed is loaded");
        });
        return factory;
    }
}
