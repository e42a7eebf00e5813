package org.symposium.core.internal.content;

import java.util.List;

/** A checked template, as a tree. */
sealed interface TemplatePart {
    /** Markdown as its author wrote it. */
    record Text(String markdown) implements TemplatePart {}

    /**
     * A value.
     *
     * @param escaped whether it is text to be shown literally, not Markdown
     */
    record Value(TemplatePath path, boolean escaped) implements TemplatePart {}

    /**
     * A moment.
     *
     * @param text the tag's, which {@link TemplateDate} has read
     * @param escaped as of a value
     */
    record Date(String text, boolean escaped) implements TemplatePart {}

    /**
     * Parts that depend on a value.
     *
     * @param body for what is true, or for each item
     * @param otherwise for what is false, or empty
     */
    record Block(Kind kind, TemplatePath path, List<TemplatePart> body, List<TemplatePart> otherwise)
            implements TemplatePart {}

    /** How a block treats its value. */
    enum Kind {
        /** Mustache: once per item of a list, once for whatever else is true; the value becomes the innermost one. */
        SECTION,
        /** Handlebars: once per item of a list or value of a map; anything else is empty. */
        EACH,
        /** Handlebars: once if true; the innermost value stays. */
        IF
    }
}
