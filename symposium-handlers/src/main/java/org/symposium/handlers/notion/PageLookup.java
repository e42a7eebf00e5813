package org.symposium.handlers.notion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Looks for pages: those that a card's page is to update, and those that a step has made of which no answer came. */
final class PageLookup {
    /** Notion's moments are cut to the minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int MOST_LISTS = 10;

    private final Delivery delivery;
    private final NotionCalls calls;
    private final PageTarget target;

    PageLookup(Delivery delivery, NotionCalls calls, PageTarget target) {
        this.delivery = delivery;
        this.calls = calls;
        this.target = target;
    }

    /**
     * A page that is there.
     *
     * @param isOfThisDelivery whether it was made after the delivery had begun
     */
    record Found(String id, boolean isOfThisDelivery) {}

    /** The oldest page in which a property has the text that the card's page has in it. */
    Optional<Found> matching(String property, PageProperties properties) {
        DataSource source = target.source().orElseThrow();
        String type = source.type(property);
        String text = properties
                .text(property)
                .orElseThrow(() -> unmatched(property, "a card has nothing for it", "Give it a template"));
        Map<String, Object> filter = PropertyFilter.equal(property, type, text)
                .orElseThrow(
                        () -> unmatched(
                                property,
                                "its type is " + type,
                                "Choose a property of the type title, text, URL, e-mail, phone, number, select, status or date"));
        List<Members> pages = query(source, filter);
        return pages.stream().flatMap(page -> found(page).stream()).findFirst();
    }

    /** The page of this title that was made since the delivery began. */
    Optional<Values> made(PageProperties properties) {
        if (properties.title().isEmpty()) {
            return Optional.empty();
        }
        return target.source().isPresent()
                ? inSource(target.source().get(), properties.title())
                : underPage(properties.title());
    }

    private Optional<Values> inSource(DataSource source, String title) {
        return source.titleProperty()
                .flatMap(name -> PropertyFilter.equal(name, "title", title))
                .flatMap(filter -> query(source, filter).stream()
                        .filter(page -> isOfThisDelivery(page, "created_time"))
                        .flatMap(page -> page.id().stream())
                        .findFirst())
                .map(id -> Values.of("id", id));
    }

    private List<Members> query(DataSource source, Map<String, Object> filter) {
        Map<String, Object> newest = Map.of("timestamp", "created_time", "direction", "ascending");
        return new Members(delivery.http()
                        .send(source.query(calls, Map.of("filter", filter, "sorts", List.of(newest), "page_size", 100)))
                        .json())
                .list("results");
    }

    private Optional<Values> underPage(String title) {
        Optional<String> cursor = Optional.empty();
        for (int lists = 0; lists < MOST_LISTS; lists++) {
            Members list = new Members(delivery.http()
                    .send(calls.get("/v1/blocks/{}/children", target.page())
                            .query("page_size", 100)
                            .query("start_cursor", cursor.orElse(null)))
                    .json());
            Optional<String> id = list.list("results").stream()
                    .filter(block -> block.at("child_page")
                            .text("title")
                            .filter(title::equals)
                            .isPresent())
                    .filter(block -> isOfThisDelivery(block, "created_time"))
                    .flatMap(block -> block.id().stream())
                    .findFirst();
            cursor = list.text("next_cursor").filter(next -> list.flag("has_more"));
            if (id.isPresent() || cursor.isEmpty()) {
                return id.map(found -> Values.of("id", found));
            }
        }
        return Optional.empty();
    }

    private Optional<Found> found(Members page) {
        return page.id().map(id -> new Found(id, isOfThisDelivery(page, "created_time")));
    }

    private boolean isOfThisDelivery(Members made, String moment) {
        Instant earliest = delivery.startedAt().minus(MINUTE);
        return made.moment(moment).filter(at -> !at.isBefore(earliest)).isPresent();
    }

    private static HandlerException unmatched(String property, String why, String what) {
        return new HandlerException(Verdict.failed(
                        FailureKind.MISCONFIGURED,
                        "Pages can't be found by the property '" + property + "': " + why + ".")
                .suggest(what + ", or choose another one."));
    }
}
