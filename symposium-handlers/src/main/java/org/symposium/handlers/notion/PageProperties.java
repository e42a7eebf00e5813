package org.symposium.handlers.notion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** The properties of a card's page: its title, and what the settings map, by the types that the database gives them. */
final class PageProperties {
    private final String title;
    private final Map<String, String> texts;
    private final Optional<DataSource> source;
    private final String card;

    private PageProperties(String title, Map<String, String> texts, Optional<DataSource> source, String card) {
        this.title = title;
        this.texts = texts;
        this.source = source;
        this.card = card;
    }

    /** Of a page that has a title only. */
    static PageProperties titled(String title, Optional<DataSource> source) {
        String line = TextPieces.shortened(title.replaceAll("\\s+", " ").strip(), RichText.LONGEST_TEXT);
        return new PageProperties(line, Map.of(), source, line);
    }

    /** Of a card's page. */
    static PageProperties of(Delivery delivery, Card card, Optional<DataSource> source) {
        Values settings = delivery.settings();
        String title = settings.has("title")
                ? delivery.render(settings.text("title"), card).text()
                : card.title();
        PageProperties titled = titled(title, source);
        var texts = new LinkedHashMap<String, String>();
        if (source.isPresent()) {
            Values templates = settings.objectOrEmpty("properties");
            for (String name : templates.names()) {
                String template = String.valueOf(templates.asMap().get(name));
                texts.put(name, delivery.render(template, card).text().strip());
            }
        }
        return new PageProperties(titled.title, texts, source, card.title());
    }

    String title() {
        return title;
    }

    /** The text that a property gets; empty if it gets none. */
    Optional<String> text(String property) {
        boolean isTitle = source.flatMap(DataSource::titleProperty)
                .filter(property::equals)
                .isPresent();
        return Optional.ofNullable(texts.get(property))
                .or(() -> isTitle ? Optional.of(title) : Optional.empty())
                .filter(text -> !text.isEmpty());
    }

    /** As they are sent for a page that is made: what shows as nothing is left out. */
    Map<String, Object> made() {
        return sent(false);
    }

    /** As they are sent for a page that is there: what shows as nothing is emptied. */
    Map<String, Object> updated() {
        return sent(true);
    }

    private Map<String, Object> sent(boolean emptying) {
        var properties = new LinkedHashMap<String, Object>();
        String titleName = source.flatMap(DataSource::titleProperty).orElse("title");
        PropertyForm.of("title", title).ifPresent(value -> properties.put(titleName, value));
        texts.forEach((name, text) -> {
            String type = writable(name);
            Optional<Map<String, @Nullable Object>> value = text.isEmpty()
                    ? PropertyForm.emptied(type).filter(nothing -> emptying)
                    : Optional.of(PropertyForm.of(type, text).orElseThrow(() -> unfit(name, type, text)));
            value.ifPresent(found -> properties.put(name, found));
        });
        return properties;
    }

    private String writable(String name) {
        String type = source.orElseThrow().type(name);
        if (!PropertyForm.isWritable(type)) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The property '" + name + "' is of the type " + type + ", which nobody can write.")
                    .suggest("Leave it out of the output's properties; Notion fills it by itself."));
        }
        return type;
    }

    private HandlerException unfit(String name, String type, String text) {
        return new HandlerException(Verdict.failed(
                        FailureKind.MISCONFIGURED,
                        "The property '" + name + "' takes " + PropertyForm.wanted(type) + "; of the card '"
                                + TextPieces.shortened(card, 80) + "' it would get '" + TextPieces.shortened(text, 80)
                                + "'.")
                .suggest("Correct the property's template."));
    }
}
