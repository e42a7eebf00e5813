package org.symposium.handlers.webscraper;

import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * A named value that is taken from an item.
 *
 * @param selector where it stands; empty for the item itself
 * @param attribute which one, if an attribute is taken
 * @param all every match as a list, instead of the first
 * @param optional whether it may be missing everywhere
 */
record ScrapedField(
        String name, Optional<CssSelector> selector, Take take, String attribute, boolean all, boolean optional) {

    static ScrapedField of(Values settings) {
        return new ScrapedField(
                settings.text("name").strip(),
                settings.optionalText("selector")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(CssSelector::of),
                Take.of(settings.text("take", "text")),
                settings.text("attribute", "").strip(),
                settings.flag("all", false),
                settings.flag("optional", false));
    }

    /** What is taken of items if the user names no fields. */
    static ScrapedField wholeContent() {
        return new ScrapedField("content", Optional.empty(), Take.CONTENT, "", false, false);
    }

    /** What the card's data says of it, for formatting. */
    Values column() {
        return Values.of("name", name).with("take", take.word());
    }
}
