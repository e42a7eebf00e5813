package org.symposium.spi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source's handler found: title, structured data, the next cursor, notices. The content is made of title and data by the handler's
 * {@code formatResponse}. Immutable.
 */
public final class CardData {
    private final boolean unchanged;
    private final String title;
    private final Values data;
    private final @Nullable Values cursor;
    private final List<String> notices;

    private CardData(boolean unchanged, String title, Values data, @Nullable Values cursor, List<String> notices) {
        this.unchanged = unchanged;
        this.title = title;
        this.data = data;
        this.cursor = cursor;
        this.notices = List.copyOf(notices);
    }

    /** A card of this title. */
    public static CardData of(String title) {
        return new CardData(false, title, Values.empty(), null, List.of());
    }

    /** Nothing new: no card is made; a cursor is saved all the same. */
    public static CardData unchanged() {
        return new CardData(true, "", Values.empty(), null, List.of());
    }

    /** One more value of the card's data. */
    public CardData data(String name, @Nullable Object value) {
        return new CardData(unchanged, title, data.with(name, value), cursor, notices);
    }

    /** All of the card's data. */
    public CardData data(Values all) {
        return new CardData(unchanged, title, all, cursor, notices);
    }

    /** What the next run gets as its cursor. Without it, the cursor stays as it was. */
    public CardData cursor(Values next) {
        return new CardData(unchanged, title, data, next, notices);
    }

    /** Something its user should know: a limit that was hit, an option that is outdated. One sentence. */
    public CardData notice(String text) {
        var more = new ArrayList<>(notices);
        more.add(text);
        return new CardData(unchanged, title, data, cursor, more);
    }

    /** Whether there is nothing new. */
    public boolean isUnchanged() {
        return unchanged;
    }

    /** The card's title. */
    public String title() {
        return title;
    }

    /** The card's data. */
    public Values data() {
        return data;
    }

    /** The next cursor, if the handler gave one. */
    public Optional<Values> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** What its user should know. */
    public List<String> notices() {
        return notices;
    }

    @Override
    public String toString() {
        return unchanged ? "CardData[unchanged]" : "CardData[" + title + " " + data.names() + "]";
    }
}
