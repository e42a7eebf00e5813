package org.symposium.handlers.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * What was read of a list.
 *
 * @param entries each once
 * @param total how many there are, if GitHub says
 * @param isIncomplete whether GitHub's search ran out of time
 * @param hasMore whether the list goes on
 * @param validators to ask for changes with; empty when one page is not all
 * @param notices what its user should know
 */
record Found(
        List<Entry> entries,
        Optional<Long> total,
        boolean isIncomplete,
        boolean hasMore,
        boolean isUnchanged,
        Values validators,
        List<String> notices) {

    static Found unchanged() {
        return new Found(List.of(), Optional.empty(), false, false, true, Values.empty(), List.of());
    }

    /** Two lists as one, sorted as each of them is; where GitHub's own order can't be known, in turns. */
    static Found merged(List<Found> lists, String sort, boolean descending) {
        if (lists.size() == 1) {
            return lists.get(0);
        }
        List<Entry> entries = inTurns(lists);
        comparator(sort).ifPresent(order -> entries.sort(descending ? order.reversed() : order));
        return new Found(
                List.copyOf(entries),
                lists.stream().map(Found::total).flatMap(Optional::stream).reduce(Long::sum),
                lists.stream().anyMatch(Found::isIncomplete),
                lists.stream().anyMatch(Found::hasMore),
                false,
                Values.empty(),
                lists.stream()
                        .flatMap(list -> list.notices().stream())
                        .distinct()
                        .toList());
    }

    private static List<Entry> inTurns(List<Found> lists) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        int longest =
                lists.stream().mapToInt(list -> list.entries().size()).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (Found list : lists) {
                if (place < list.entries().size()) {
                    byId.putIfAbsent(
                            list.entries().get(place).id(), list.entries().get(place));
                }
            }
        }
        return new ArrayList<>(byId.values());
    }

    private static Optional<Comparator<Entry>> comparator(String sort) {
        return switch (sort) {
            case "created" -> Optional.of(Comparator.comparing(entry -> text(entry.values(), "created_at")));
            case "updated" -> Optional.of(Comparator.comparing(entry -> text(entry.values(), "updated_at")));
            case "comments" ->
                Optional.of(Comparator.comparingLong(entry -> entry.values().whole("comments", 0)));
            default -> Optional.empty();
        };
    }

    private static String text(Values values, String name) {
        return values.text(name, "");
    }
}
