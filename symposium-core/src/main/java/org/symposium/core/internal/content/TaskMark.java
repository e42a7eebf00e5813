package org.symposium.core.internal.content;

import java.util.Optional;
import org.commonmark.node.CustomNode;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** The {@code [ ]} or {@code [x]} that makes a list item a task (GFM 5.3), as a node of its own at the beginning of the item's paragraph. */
final class TaskMark extends CustomNode {
    private static final int LENGTH = 4;

    private final boolean done;

    private TaskMark(boolean done) {
        this.done = done;
    }

    /** Whether the task is done. */
    boolean isDone() {
        return done;
    }

    /** The mark of an item's first paragraph, if it is a task. */
    static Optional<TaskMark> of(Node paragraph) {
        return paragraph.getFirstChild() instanceof TaskMark mark ? Optional.of(mark) : Optional.empty();
    }

    /**
     * Finds the marks in a tree.
     *
     * @param source what the tree was read from: an escaped bracket is no mark, which the tree does not tell
     */
    static void findIn(Node node, String source) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof ListItem
                    && child.getFirstChild() instanceof Paragraph paragraph
                    && paragraph.getFirstChild() instanceof Text text) {
                mark(text, source);
            }
            findIn(child, source);
        }
    }

    private static void mark(Text text, String source) {
        String literal = text.getLiteral();
        boolean open = literal.startsWith("[ ] ");
        boolean done = literal.startsWith("[x] ") || literal.startsWith("[X] ");
        boolean written = !text.getSourceSpans().isEmpty()
                && source.startsWith(
                        literal.substring(0, Math.min(LENGTH, literal.length())),
                        text.getSourceSpans().get(0).getInputIndex());
        if ((open || done) && written) {
            text.insertBefore(new TaskMark(done));
            text.setLiteral(literal.substring(LENGTH));
        }
    }
}
