package org.symposium.spi;

/** Rendered content in every form a handler may need. Each is made once, when it is first asked for. */
public interface Content {
    /** One line of plain text. */
    String subject();

    /** The Markdown that the template gave. */
    String markdown();

    /** The same as a tree. */
    Document document();

    /** The same as sanitised HTML, a fragment. */
    String html();

    /** The same as plain text. */
    String text();
}
