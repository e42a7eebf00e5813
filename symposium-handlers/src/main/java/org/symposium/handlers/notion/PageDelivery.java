package org.symposium.handlers.notion;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** One delivery to Notion: a page for each card, one page for all, or content for a page that is there. */
final class PageDelivery {
    private static final String WEB = "https://www.notion.so/";

    private final Delivery delivery;
    private final Values settings;
    private final NotionCalls calls;

    PageDelivery(Delivery delivery) {
        this.delivery = delivery;
        this.settings = delivery.settings();
        this.calls = new NotionCalls(delivery);
    }

    DeliveryResult send() {
        return switch (settings.text("pages", "per_card")) {
            case "append" -> appended();
            case "one" -> onePage();
            default -> pageForEachCard();
        };
    }

    private DeliveryResult appended() {
        List<Batch> batches = batches(delivery.content());
        if (batches.isEmpty()) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED, "The template gives nothing that could be added to the page.")
                    .suggest("Correct the output's template, or have it sent only when there are cards."));
        }
        String page = PageTarget.id(settings, "page");
        new PageContent(delivery, calls, "content").append(page, OptionalInt.empty(), batches);
        return DeliveryResult.delivered(page).link("Page", link(page));
    }

    private DeliveryResult onePage() {
        PageTarget target = PageTarget.of(delivery, calls);
        Content content = delivery.content();
        PageProperties properties = PageProperties.titled(content.subject(), target.source());
        String page = made("page", target, properties, batches(content), true);
        return DeliveryResult.delivered(page).link("Page", link(page));
    }

    /** All pages are made ready before the first is sent: what can't be a page is told before anything is done. */
    private DeliveryResult pageForEachCard() {
        PageTarget target = PageTarget.of(delivery, calls);
        var planned = new ArrayList<PageProperties>();
        delivery.cards().forEach(card -> planned.add(PageProperties.of(delivery, card, target.source())));
        planned.forEach(PageProperties::updated);
        Optional<String> match = settings.optionalText("match_property").filter(name -> !name.isBlank());
        var byText = new HashMap<String, String>();
        var pages = new ArrayList<String>();
        for (int at = 0; at < planned.size(); at++) {
            PageProperties properties = planned.get(at);
            Card card = delivery.cards().get(at);
            String step = "page-" + (at + 1);
            String page;
            if (target.source().isPresent() && match.isPresent()) {
                page = upserted(step, target, properties, card, match.get(), byText);
            } else {
                boolean isOnly = planned.stream()
                                .filter(other -> other.title().equals(properties.title()))
                                .count()
                        == 1;
                page = made(step, target, properties, content(card), isOnly);
            }
            pages.add(page);
        }
        return result(planned, pages);
    }

    private DeliveryResult result(List<PageProperties> planned, List<String> pages) {
        DeliveryResult result = DeliveryResult.delivered(pages.isEmpty() ? delivery.id() : pages.get(0));
        for (int at = 0; at < pages.size(); at++) {
            String title = planned.get(at).title();
            result = result.link(title.isEmpty() ? "Page " + (at + 1) : title, link(pages.get(at)));
        }
        return result;
    }

    /**
     * Makes a page, with as much of its content as one request takes.
     *
     * @param isOnly whether no other page of the delivery has the title, so that it is known by it
     */
    private String made(
            String name, PageTarget target, PageProperties properties, List<Batch> content, boolean isOnly) {
        boolean startsWhole = !content.isEmpty() && content.get(0).isWhole();
        Map<String, Object> body = body(target, properties);
        if (startsWhole) {
            body.put("children", content.get(0).children());
        }
        var lookup = new PageLookup(delivery, calls, target);
        Step step = Step.of(name, calls.make("POST", body, "/v1/pages")).keep(PageDelivery::id);
        Receipt receipt = delivery.step(isOnly ? step.ifInDoubt(() -> lookup.made(properties)) : step);
        List<Batch> rest = startsWhole ? content.subList(1, content.size()) : content;
        int before = startsWhole ? content.get(0).members().size() : 0;
        String page = receipt.text("id");
        new PageContent(delivery, calls, name + "-content").append(page, OptionalInt.of(before), rest);
        return page;
    }

    /**
     * Updates the page that has the card's value, or makes one. Both are the step of the same name, and the content follows in steps of its own: a delivery that goes on finds
     * the page that it has made, and must not begin anew with it.
     */
    private String upserted(
            String name,
            PageTarget target,
            PageProperties properties,
            Card card,
            String property,
            Map<String, String> byText) {
        var lookup = new PageLookup(delivery, calls, target);
        Optional<PageLookup.Found> there = lookup.matching(property, properties);
        String text = properties.text(property).orElse("");
        Optional<String> page = Optional.ofNullable(byText.get(text)).or(() -> there.map(PageLookup.Found::id));
        Step step = page.map(id -> Step.of(name, update(id, properties)))
                .orElseGet(() -> Step.of(name, calls.make("POST", body(target, properties), "/v1/pages")));
        Receipt receipt = delivery.step(step.keep(PageDelivery::id)
                .ifInDoubt(() ->
                        there.filter(PageLookup.Found::isOfThisDelivery).map(found -> Values.of("id", found.id()))));
        String id = receipt.text("id");
        byText.putIfAbsent(text, id);
        boolean isEmptied = contentMode().equals("replace");
        new PageContent(delivery, calls, name + "-content")
                .append(id, isEmptied ? OptionalInt.of(0) : OptionalInt.empty(), content(card));
        return id;
    }

    private org.symposium.spi.http.HttpCall update(String page, PageProperties properties) {
        var body = new LinkedHashMap<String, Object>();
        body.put("properties", properties.updated());
        if (contentMode().equals("replace")) {
            body.put("erase_content", true);
        }
        return calls.set(body, "/v1/pages/{}", page);
    }

    private Map<String, Object> body(PageTarget target, PageProperties properties) {
        var body = new LinkedHashMap<String, Object>();
        body.put("parent", target.parent());
        settings.optionalText("icon")
                .map(String::strip)
                .filter(icon -> !icon.isEmpty())
                .ifPresent(icon -> body.put("icon", Map.of("type", "emoji", "emoji", icon)));
        body.put("properties", properties.made());
        return body;
    }

    private List<Batch> content(Card card) {
        return contentMode().equals("none") ? List.of() : batches(delivery.content(card));
    }

    private String contentMode() {
        return settings.text("content", "replace");
    }

    private static List<Batch> batches(Content content) {
        return Batch.of(BlocksOfDocument.of(content.document()));
    }

    private static Values id(HttpReply reply) {
        return new Members(reply.json())
                .id()
                .map(id -> Values.of("id", id))
                .orElseThrow(() -> new HandlerException(
                        Verdict.failed(FailureKind.INVALID_RESPONSE, "Notion answered without the id of the page.")
                                .suggest("Look whether the page is there, and report this if it comes again.")
                                .perhapsDone()));
    }

    private static URI link(String page) {
        return URI.create(WEB + page.replace("-", ""));
    }
}
