package org.symposium.spi.model;

/**
 * A value of a kind that stores keep in a column of its own, because it is asked for, shown in a report, or moved by a run.
 *
 * @param name the value's name, and the column's
 * @param type what it holds
 */
public record Column(String name, Type type) {
    /** What a column holds. A missing value is null. */
    public enum Type {
        /** Text, compared byte by byte. */
        TEXT,
        /** A 64-bit whole number. */
        WHOLE,
        /** True or false. */
        FLAG,
        /** A moment, to the microsecond. */
        INSTANT,
        /** A JSON object, kept as text, since key order and number forms must survive. */
        JSON
    }

    /** A text column. */
    public static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    /** A column of whole numbers. */
    public static Column whole(String name) {
        return new Column(name, Type.WHOLE);
    }

    /** A column of flags. */
    public static Column flag(String name) {
        return new Column(name, Type.FLAG);
    }

    /** A column of moments. */
    public static Column instant(String name) {
        return new Column(name, Type.INSTANT);
    }

    /** A column of JSON objects. */
    public static Column json(String name) {
        return new Column(name, Type.JSON);
    }
}
