package org.symposium.handlers.webscraper;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.Values;

/** Gathers the items of a page and of those that follow it, up to the plan's bounds. */
final class Harvest {
    /** Of all pages of a run together; more are counted, but not looked at. */
    static final int MOST_ITEMS = 2_000;

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final ScrapePlan plan;
    private final Visits visits;
    private final Extraction extraction;
    private final Map<String, ScrapedItem> items = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final Set<String> seenPages = new HashSet<>();
    private long found;
    private int pages;

    Harvest(HandlerContext context, ScrapePlan plan, Visits visits) {
        this.plan = plan;
        this.visits = visits;
        this.extraction = new Extraction(context, plan.fields());
    }

    /**
     * Gathers.
     *
     * @throws org.symposium.spi.model.HandlerException INVALID_RESPONSE, naming the selector, when one finds nothing anywhere
     */
    void gather(Page first) {
        Page page = first;
        seenPages.add(first.address().toString());
        take(first);
        for (Optional<URI> next = next(page); next.isPresent(); next = next(page)) {
            Visits.Visited visited = visits.visit(next.get(), Values.empty());
            page = Page.read(visited.reply(), visited.address());
            if (!seenPages.add(page.digest())) {
                notices.add("The next page is one that was read already; reading ended there.");
                break;
            }
            take(page);
        }
        plan.fields().forEach(field -> checkFound(field, first));
    }

    /** Items by their identity, in the order of the pages. */
    Map<String, ScrapedItem> items() {
        return items;
    }

    /** How many items there are, also those that were not looked at. */
    long found() {
        return found;
    }

    int pages() {
        return pages;
    }

    /** What the user should know. */
    List<String> notices() {
        List<String> all = new ArrayList<>(notices);
        if (extraction.isCut()) {
            all.add("Some values were longer than a card holds, and are cut.");
        }
        if (found > MOST_ITEMS) {
            all.add("There are " + found + " items; only the first " + MOST_ITEMS + " were looked at.");
        }
        return all;
    }

    private void take(Page page) {
        pages++;
        seenPages.add(page.digest());
        List<Element> scopes = scopes(page);
        if (scopes.isEmpty() && pages == 1) {
            throw Unscrapable.nothing("The item selector '" + plan.item().orElseThrow() + "'", page);
        }
        long room = Math.max(0, most() - found);
        found += scopes.size();
        scopes.stream().limit(room).forEach(scope -> {
            ScrapedItem item = extraction.item(scope);
            if (!item.values().isEmpty()) {
                items.putIfAbsent(item.identity(plan.fields(), plan.identity()), item);
            }
        });
    }

    /** Only what the card will hold is looked at, unless all must be known to tell what is new. */
    private long most() {
        return plan.onlyNew() ? MOST_ITEMS : plan.mostItems();
    }

    private List<Element> scopes(Page page) {
        if (plan.item().isPresent()) {
            return plan.item().get().in(page.document());
        }
        boolean isWhole = plan.fields().equals(List.of(ScrapedField.wholeContent()));
        return List.of(isWhole ? page.content() : page.document());
    }

    private Optional<URI> next(Page page) {
        if (!plan.hasPages() || found >= most()) {
            return Optional.empty();
        }
        Optional<URI> next = page.link(plan.next().orElseThrow());
        if (next.isEmpty()) {
            return next;
        }
        if (pages == plan.mostPages()) {
            notices.add("There are more pages than the " + plan.mostPages() + " that the settings allow.");
            return Optional.empty();
        }
        return next.filter(address -> mayFollow(address, page));
    }

    private boolean mayFollow(URI address, Page page) {
        if (!PageAddress.origin(address).equals(PageAddress.origin(page.address()))) {
            notices.add("The link to the next page leads to another site, " + address.getHost()
                    + ", and was not followed.");
        } else if (!seenPages.add(address.toString())) {
            notices.add("The link to the next page leads back to one that was read already.");
        } else {
            Optional<String> objection = objection(visits.robots().of(address), address);
            objection.ifPresent(notices::add);
            return objection.isEmpty();
        }
        return false;
    }

    private static Optional<String> objection(RobotsRules rules, URI next) {
        if (!rules.isAllowed(next)) {
            return Optional.of("The site's robots.txt does not allow programs to read the next page.");
        }
        return rules.crawlDelay()
                .filter(delay -> delay.compareTo(LONGEST_DELAY) > 0)
                .map(delay -> "The site asks for " + delay.toSeconds()
                        + " seconds between two pages; only the first was read.");
    }

    private void checkFound(ScrapedField field, Page page) {
        if (!field.optional() && items.values().stream().noneMatch(item -> item.has(field))) {
            String where = field.selector()
                    .map(selector -> "The selector '" + selector + "' of the field '" + field.name() + "'")
                    .orElse("The field '" + field.name() + "'");
            throw Unscrapable.nothing(where, page);
        }
    }
}
