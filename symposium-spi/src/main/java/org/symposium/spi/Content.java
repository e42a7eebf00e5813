package org.symposium.spi;

/** Rendered content in every form a handler may need. Each is made once, when it is first asked for. */
public interface Content {
    /** One line of plain text. */
    String subject();

    /** The Markdown that the template gave. */
    String markdown();

    /** The same as a tree. */
    Document document();

    /**
     * The same as sanitised HTML, a fragment without styles: a fixed list of elements, links to http, https and mailto only, nothing that runs or loads but
     * pictures.
     */
    String html();

    /**
     * The same as a whole HTML document for mail: {@link #html()} with inlined styles and a {@code <title>} of the subject, at most 600 px wide, text in
     * its own direction. {@code </body>} stands in it once, so that a footer goes before it; {@link #text()} is its plain-text twin. What a service makes
     * of markers such as {@code *|NAME|*} is its handler's to defuse.
     */
    String mailHtml();

    /** The same as plain text. */
    String text();
}
