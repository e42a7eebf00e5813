package org.symposium.spi.model;

/** Something a store keeps: an integration, a source, a card. All are records, and are read, not made, by stores. */
public interface Stored {
    /** Who it belongs to; empty for what belongs to the engine itself. */
    String owner();

    /** Its id, unique for this owner and kind. */
    String id();

    /** Grows by one with each write; 0 before the first. A store compares it before it replaces a row. */
    long revision();

    /** The row in the specification's JSON form. {@link Kind#read} makes the same row of it again. */
    Values toValues();
}
