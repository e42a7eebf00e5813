package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Blocks that go into one request, and what has to follow them in others. Notion takes 100 blocks side by side, 1,000 in all, 500 KB, and of each block its
 * children and theirs, but no table among the latter; see <a href="https://developers.notion.com/reference/request-limits">Request limits</a> and <a
 * href="https://developers.notion.com/reference/patch-block-children">Append block children</a>. What is deeper, or more, is appended to the block that it belongs to once
 * that has an id.
 *
 * @param members in order; at least one
 */
record Batch(List<Member> members) {
    static final int MOST_SIDE_BY_SIDE = 100;
    private static final int MOST_BLOCKS = 1_000;
    private static final long MOST_BYTES = 400_000;

    Batch {
        members = List.copyOf(members);
    }

    /**
     * A block at the top of a request.
     *
     * @param sent as it is sent
     * @param later those of its children that follow
     */
    record Member(NotionBlock sent, List<NotionBlock> later) {
        static Member of(NotionBlock block) {
            if (fits(block)) {
                return new Member(block, List.of());
            }
            int first = block.isTable() ? firstRows(block) : 0;
            return new Member(
                    block.first(first),
                    block.children().subList(first, block.children().size()));
        }

        private static boolean fits(NotionBlock block) {
            return block.children().size() <= MOST_SIDE_BY_SIDE
                    && block.children().stream().allMatch(Member::fitsInside)
                    && block.size() <= MOST_BLOCKS
                    && block.bytes() <= MOST_BYTES;
        }

        private static boolean fitsInside(NotionBlock child) {
            return child.children().size() <= MOST_SIDE_BY_SIDE
                    && child.children().stream()
                            .allMatch(deepest -> deepest.children().isEmpty());
        }

        /** A table is sent with a row at least. */
        private static int firstRows(NotionBlock table) {
            int rows = 1;
            long bytes = table.first(1).bytes();
            while (rows < Math.min(MOST_SIDE_BY_SIDE, table.children().size())) {
                bytes += table.children().get(rows).bytes();
                if (bytes > MOST_BYTES) {
                    return rows;
                }
                rows++;
            }
            return rows;
        }
    }

    /** All blocks, in as few requests as take them. */
    static List<Batch> of(List<NotionBlock> blocks) {
        var batches = new ArrayList<Batch>();
        var members = new ArrayList<Member>();
        long bytes = 0;
        int size = 0;
        for (NotionBlock block : blocks) {
            Member member = Member.of(block);
            long more = member.sent().bytes();
            boolean isFull = members.size() == MOST_SIDE_BY_SIDE
                    || size + member.sent().size() > MOST_BLOCKS
                    || bytes + more > MOST_BYTES;
            if (isFull && !members.isEmpty()) {
                batches.add(new Batch(members));
                members.clear();
                bytes = 0;
                size = 0;
            }
            members.add(member);
            bytes += more;
            size += member.sent().size();
        }
        if (!members.isEmpty()) {
            batches.add(new Batch(members));
        }
        return batches;
    }

    /** Whether nothing has to follow. */
    boolean isWhole() {
        return members.stream().allMatch(member -> member.later().isEmpty());
    }

    List<Map<String, Object>> children() {
        return members.stream().map(member -> member.sent().toMap()).toList();
    }
}
