package org.symposium.handlers.webscraper;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * What the settings ask for.
 *
 * @param item finds the items of a list; without it each page is one item
 * @param next finds the link to the next page
 * @param identity the field that tells items apart; empty to go by the first link, or by all values
 * @param mostItems of a card
 */
record ScrapePlan(
        URI url,
        Optional<CssSelector> item,
        List<ScrapedField> fields,
        Optional<CssSelector> next,
        int mostPages,
        int mostItems,
        boolean onlyNew,
        String identity) {

    static ScrapePlan of(Values settings) {
        List<ScrapedField> fields =
                settings.list("fields").stream().map(ScrapedField::of).toList();
        return new ScrapePlan(
                settings.uri("url"),
                selector(settings, "item_selector"),
                fields.isEmpty() ? List.of(ScrapedField.wholeContent()) : fields,
                selector(settings, "next_selector"),
                (int) settings.whole("max_pages", 5),
                (int) settings.whole("item_count", 50),
                settings.flag("only_new", false),
                settings.text("identity_field", "").strip());
    }

    boolean hasPages() {
        return next.isPresent() && mostPages > 1;
    }

    private static Optional<CssSelector> selector(Values settings, String name) {
        return settings.optionalText(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(CssSelector::of);
    }
}
