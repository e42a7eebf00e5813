package org.symposium.core.internal.content;

/**
 * A tag as it stands in the source.
 *
 * @param kind by its first character
 * @param text what stands between the braces, without that character and outer blanks
 * @param from where it begins in the source; a tag alone on its line takes the whole line with it
 * @param to where it ends
 * @param line from 1
 * @param column from 1, in characters
 */
record TemplateTag(Kind kind, String text, int from, int to, int line, int column) {
    /** Kinds of tags that templates may have. */
    enum Kind {
        VALUE,
        MARKDOWN,
        OPEN,
        INVERTED,
        CLOSE,
        ELSE,
        COMMENT;

        boolean mayStandAlone() {
            return this != VALUE && this != MARKDOWN;
        }
    }

    String place() {
        return "line " + line + ", column " + column;
    }

    TemplateTag spanning(int newFrom, int newTo) {
        return new TemplateTag(kind, text, newFrom, newTo, line, column);
    }
}
