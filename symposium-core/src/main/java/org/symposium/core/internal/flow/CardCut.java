package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.function.Function;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.TextPieces;

/**
 * Cuts the content of a card of which too much would be made: to 128 Ki characters, and as long as that is too much, to half of it. By the card and the limits alone, so that each
 * attempt cuts the same.
 */
final class CardCut {
    private static final int FIRST = 128 * 1024;
    private static final int LAST = 1024;

    private CardCut() {}

    /**
     * What was made of a card.
     *
     * @param notice that the card was cut, if so
     */
    record Fitting<T>(T made, Optional<String> notice) {}

    /**
     * Makes something of a card, or of as much of it as fits.
     *
     * @throws TooLong naming the card, when its content is not what makes it too long
     */
    static <T> Fitting<T> of(Card card, Function<Card, T> making) {
        try {
            return new Fitting<>(making.apply(card), Optional.empty());
        } catch (TooLong whole) {
            return cut(card, making).orElseThrow(() -> whole.of(card));
        }
    }

    private static <T> Optional<Fitting<T>> cut(Card card, Function<Card, T> making) {
        for (int most = FIRST; most >= LAST; most /= 2) {
            if (card.content().length() > most) {
                try {
                    T made = making.apply(Card.of(card.toValues().with("content", beginning(card.content(), most))));
                    return Optional.of(new Fitting<>(made, Optional.of(notice(card, most))));
                } catch (TooLong stillSo) {
                    // half of it may fit
                }
            }
        }
        return Optional.empty();
    }

    /** Up to a paragraph's end, where one is not too far away. What it leaves open, the template closes, or the end of the document does. */
    private static String beginning(String markdown, int most) {
        String beginning = TextPieces.shortened(markdown, most);
        int paragraph = beginning.lastIndexOf("\n\n");
        return paragraph > most / 2 ? beginning.substring(0, paragraph) + "\n\n…" : beginning;
    }

    private static String notice(Card card, int most) {
        return "The card '" + card.title() + "' is too long for one delivery: of its "
                + card.content().length() + " characters the first " + most + " at most were taken.";
    }
}
