package org.symposium.spi.model;

import java.util.List;

/**
 * What an engine notes for itself and for other engines over the same stores, such as how to tell whether their keys are the same. There are a handful, found by id;
 * they belong to no user.
 *
 * @param id which one, such as {@code vault.check}
 * @param content what is noted; never a secret in the clear
 */
public record Memo(String id, Values content, long revision) implements Stored {
    /** How stores keep memos. They belong to the engine itself: their owner is empty. */
    public static final Kind<Memo> KIND = new Kind<>("memo", Memo::of, List.of(Column.json("content")));

    /** Reads a row. */
    public static Memo of(Values row) {
        return new Memo(row.text("id"), row.objectOrEmpty("content"), row.whole("revision", 0));
    }

    /** A memo that is not written yet. */
    public static Memo of(String id, Values content) {
        return new Memo(id, content, 0);
    }

    /** The same memo with other content. */
    public Memo with(Values other) {
        return new Memo(id, other, revision);
    }

    @Override
    public String owner() {
        return "";
    }

    @Override
    public Values toValues() {
        return Rows.withRevision(Values.of("id", id).with("content", content), revision);
    }
}
