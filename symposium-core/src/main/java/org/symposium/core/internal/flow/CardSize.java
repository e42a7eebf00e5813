package org.symposium.core.internal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.log.CutText;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * How large a card may be: its row is read again whole, in lists, queries and deliveries, where its data stands some levels deeper. Values have at most {@link
 * org.symposium.spi.model.Json#MAX_DEPTH} levels, and a delivery at most {@link DeliverySize#MOST_FROZEN}.
 */
public final class CardSize {
    /** Most bytes of a card's content in UTF-8, and again of its data as JSON. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Most levels of objects and lists in a card's data; a query's card has its sources' data three levels deeper. */
    static final int MOST_LEVELS = 80;

    private CardSize() {}

    /** All that is wrong with a card by its size. */
    public static List<Violation> check(String content, Values data) {
        var violations = new ArrayList<Violation>();
        if (depth(data.asMap()) > MOST_LEVELS) {
            violations.add(new Violation("data", "depth", "must be nested at most " + MOST_LEVELS + " levels deep"));
        } else if (DeliverySize.bytes(data) > MOST_BYTES) {
            violations.add(new Violation("data", "max_size", "must have at most 4 MiB as JSON"));
        }
        if (CutText.bytes(content) > MOST_BYTES) {
            violations.add(new Violation("content", "max_size", "must have at most 4 MiB"));
        }
        return violations;
    }

    /**
     * A source's card may have this.
     *
     * @throws HandlerException INTERNAL for data that is nested too deeply, which is its handler's fault; INVALID_RESPONSE for too much of it
     */
    static void require(String handler, String content, Values data) {
        List<Violation> found = check(content, data);
        if (found.isEmpty()) {
            return;
        }
        Violation first = found.get(0);
        boolean isFault = first.rule().equals("depth");
        throw new HandlerException(Verdict.failed(
                        isFault ? FailureKind.INTERNAL : FailureKind.INVALID_RESPONSE,
                        "What the handler of '" + handler + "' gave makes no card: its " + first.field() + " "
                                + first.message() + ".")
                .suggest(
                        isFault
                                ? "This is a fault in the handler; its developer should look at the log."
                                : "Ask for less at a time with the source's settings."));
    }

    /**
     * What the sources of a query gave, as much as one card may have: where it is more, each has an equal share for its content, of which the beginning is left, and one for its
     * data, which is left out where it is more.
     *
     * @param notices is told of each that was cut
     */
    static List<Values> fitting(List<Values> sections, List<String> notices) {
        if (sections.stream().mapToLong(DeliverySize::bytes).sum() <= MOST_BYTES) {
            return sections;
        }
        int share = MOST_BYTES / (2 * sections.size());
        return sections.stream().map(section -> cut(section, share, notices)).toList();
    }

    private static Values cut(Values section, int share, List<String> notices) {
        Values cut = section;
        if (DeliverySize.bytes(section.objectOrEmpty("data")) > share) {
            cut = cut.with("data", Values.empty());
            notices.add(section.text("name")
                    + ": its data was left out, since all sources together gave more than a card may have.");
        }
        Optional<String> content = section.optionalText("content").filter(text -> jsonBytes(text) > share);
        if (content.isPresent()) {
            cut = cut.with("content", beginning(content.get(), share));
            notices.add(section.text("name")
                    + ": its content was cut, since all sources together gave more than a card may have.");
        }
        return cut;
    }

    private static String beginning(String content, int share) {
        String beginning = content;
        for (int most = share; jsonBytes(beginning) > share; most /= 2) {
            beginning = TextPieces.shortened(content, most);
        }
        return beginning;
    }

    private static long jsonBytes(String text) {
        return DeliverySize.bytes(Values.of("text", text));
    }

    private static int depth(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return 1 + map.values().stream().mapToInt(CardSize::depth).max().orElse(0);
        }
        return value instanceof List<?> list
                ? 1 + list.stream().mapToInt(CardSize::depth).max().orElse(0)
                : 0;
    }
}
