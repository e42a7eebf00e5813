package org.symposium.core.internal.content;

import org.commonmark.node.Document;

/** Knows a library where that is allowed. */
public final class FixtureInItsRoom {
    Document allowed = new Document();

    public static final class Nested {
        Document allowed = new Document();
    }
}
