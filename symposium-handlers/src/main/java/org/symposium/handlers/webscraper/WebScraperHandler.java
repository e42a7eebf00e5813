package org.symposium.handlers.webscraper;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/**
 * What web pages hold, by CSS selectors. Keeps to robots.txt (RFC 9309). A page that is as it was makes no card; with {@code only_new}, a card holds the
 * items that no earlier run has met.
 */
public final class WebScraperHandler implements SourceHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(WebScraperHandler.class.getResourceAsStream("web_scraper.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(Values settings) {
        return PlanCheck.of(settings);
    }

    @Override
    public CardData execute(SourceRun run) {
        ScrapePlan plan = ScrapePlan.of(run.settings());
        var before = new ScraperCursor(run.cursor());
        var visits = new Visits(run, plan.url());
        // a first page that is as it was says nothing of those that follow it
        Values validators = plan.hasPages() ? Values.empty() : before.validators();
        Visits.Visited visited = visits.visit(plan.url(), validators);
        CardData card = outcome(run, plan, visits, visited, before);
        return visited.movedTo()
                .map(address ->
                        card.notice("The page has moved for good to " + address + "; change the source's url to it."))
                .orElse(card);
    }

    @Override
    public String formatResponse(String title, Values data) {
        return ItemsMarkdown.of(data);
    }

    /** Reads the page, if the integration itself names one; otherwise its credentials have nothing to be tried on. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        Optional<URI> url = context.settings().optionalText("url").flatMap(PageAddress::absolute);
        if (url.isEmpty()) {
            return ConnectionCheck.untested();
        }
        Visits.Visited visited = new Visits(context, url.get()).visit(url.get(), Values.empty());
        Page page = Page.read(visited.reply(), visited.address());
        return ConnectionCheck.ok("", page.title().isEmpty() ? url.get().getHost() : page.title());
    }

    private static CardData outcome(
            SourceRun run, ScrapePlan plan, Visits visits, Visits.Visited visited, ScraperCursor before) {
        ScraperCursor after = before.after(visited.reply());
        if (visited.reply().notModified()) {
            return CardData.unchanged().cursor(after.values());
        }
        Page page = Page.read(visited.reply(), visited.address());
        var harvest = new Harvest(run, plan, visits);
        harvest.gather(page);
        String title = title(run, page);
        CardData card =
                plan.onlyNew() ? newItems(plan, page, harvest, after, title) : all(plan, page, harvest, after, title);
        for (String notice : harvest.notices()) {
            card = card.notice(notice);
        }
        return card;
    }

    private static CardData all(ScrapePlan plan, Page page, Harvest harvest, ScraperCursor after, String title) {
        List<String> all = List.copyOf(harvest.items().keySet());
        long left = Math.max(0, harvest.found() - plan.mostItems());
        Values data = data(plan, page, harvest, all.subList(0, Math.min(plan.mostItems(), all.size())), left);
        String digest = Digest.of(title + data.toJson());
        Values cursor = after.withCard(digest).values();
        return after.hasCard(digest)
                ? CardData.unchanged().cursor(cursor)
                : CardData.of(title).data(data).cursor(cursor);
    }

    private static CardData newItems(ScrapePlan plan, Page page, Harvest harvest, ScraperCursor after, String title) {
        List<String> unmet = after.unmet(harvest.items().keySet());
        List<String> taken = unmet.subList(0, Math.min(plan.mostItems(), unmet.size()));
        int left = after.knowsItems() ? unmet.size() - taken.size() : 0;
        ScraperCursor next = after.withMet(met(harvest, unmet, left));
        if (taken.isEmpty()) {
            return CardData.unchanged().cursor(next.values());
        }
        CardData card = CardData.of(title).data(data(plan, page, harvest, taken, left));
        return left == 0
                ? card.cursor(next.values())
                : card.cursor(next.withoutValidators().values())
                        .notice(left + " more new items follow with the next run.");
    }

    /** All that the pages hold, but for the items that wait for the next run. */
    private static Collection<String> met(Harvest harvest, List<String> unmet, int left) {
        Set<String> waiting = new HashSet<>(unmet.subList(unmet.size() - left, unmet.size()));
        return harvest.items().keySet().stream()
                .filter(identity -> !waiting.contains(identity))
                .toList();
    }

    /** What a card holds of these items, and how many it leaves out. */
    private static Values data(ScrapePlan plan, Page page, Harvest harvest, List<String> identities, long left) {
        List<Values> items = identities.stream()
                .map(identity -> Values.of("id", identity)
                        .with(
                                "values",
                                requireNonNull(harvest.items().get(identity)).values()))
                .toList();
        return Values.of("url", page.address().toString())
                .with("page_title", page.title())
                .with("is_list", plan.item().isPresent())
                .with("pages_count", harvest.pages())
                .with("found_count", harvest.found())
                .with("items_count", items.size())
                .with("left_out_count", left)
                .with(
                        "columns",
                        plan.fields().stream().map(ScrapedField::column).toList())
                .with("items", items);
    }

    private static String title(SourceRun run, Page page) {
        String chosen = run.settings().text("title", "").strip();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        return page.title().isEmpty() ? page.address().getHost() : page.title();
    }
}
