package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.HandlerContext;

/**
 * Reads what is in pages, block by block and level by level, up to bounds: {@value #MOST_REQUESTS} requests in a run, {@value #MOST_BLOCKS} blocks, {@value #MOST_LEVELS}
 * levels. For one run.
 */
final class BlockTree {
    static final int MOST_REQUESTS = 100;
    static final int MOST_BLOCKS = 5_000;
    static final int MOST_LEVELS = 10;
    /** They are documents of their own. */
    private static final Set<String> OTHER_PAGES = Set.of("child_page", "child_database");

    private final HandlerContext context;
    private final NotionCalls calls;
    private int requests;
    private int blocks;
    private boolean isCut;

    BlockTree(HandlerContext context, NotionCalls calls) {
        this.context = context;
        this.calls = calls;
    }

    /**
     * A block with those in it.
     *
     * @param body what stands under its type
     */
    record Node(String type, Members body, List<Node> children) {}

    /** The blocks of a page or block. */
    List<Node> read(String id) {
        return read(id, 1);
    }

    /** Whether a bound was hit since this was asked last. */
    boolean wasCut() {
        boolean was = isCut;
        isCut = false;
        return was;
    }

    private List<Node> read(String id, int level) {
        var nodes = new ArrayList<Node>();
        Optional<String> cursor = Optional.empty();
        do {
            if (requests == MOST_REQUESTS) {
                isCut = true;
                return nodes;
            }
            requests++;
            Members page = new Members(context.http()
                    .send(calls.get("/v1/blocks/{}/children", id)
                            .query("page_size", 100)
                            .query("start_cursor", cursor.orElse(null)))
                    .json());
            List<Members> list = Answers.list(page);
            list.forEach(block -> add(block, level, nodes));
            cursor = page.text("next_cursor").filter(next -> page.flag("has_more") && !list.isEmpty());
        } while (cursor.isPresent() && !isCut);
        return nodes;
    }

    private void add(Members block, int level, List<Node> nodes) {
        if (blocks == MOST_BLOCKS) {
            isCut = true;
            return;
        }
        blocks++;
        String type = block.text("type").orElse("");
        Optional<String> inside = block.id().filter(id -> block.flag("has_children") && !OTHER_PAGES.contains(type));
        if (inside.isPresent() && level == MOST_LEVELS) {
            isCut = true;
        }
        List<Node> children = inside.isPresent() && level < MOST_LEVELS ? read(inside.get(), level + 1) : List.of();
        nodes.add(new Node(type, block.at(type), children));
    }
}
