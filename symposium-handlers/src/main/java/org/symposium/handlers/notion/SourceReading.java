package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Values;

/** One run of a source: the pages of a database, or one page. */
final class SourceReading {
    private static final int MOST_LISTS = 10;
    private static final int LIST = 100;
    private static final Set<String> TIMESTAMPS = Set.of("created_time", "last_edited_time");

    private static final String PART_ONLY = "What is in the pages was read in part only: at most "
            + BlockTree.MOST_REQUESTS + " requests, " + BlockTree.MOST_BLOCKS + " blocks and " + BlockTree.MOST_LEVELS
            + " levels are read in a run.";

    private final SourceRun run;
    private final Values settings;
    private final NotionCalls calls;
    private final BlockTree blocks;
    private final List<String> notices = new ArrayList<>();

    SourceReading(SourceRun run) {
        this.run = run;
        this.settings = run.settings();
        this.calls = new NotionCalls(run);
        this.blocks = new BlockTree(run, calls);
    }

    CardData card() {
        CardData card = settings.text("read", "database").equals("page") ? page() : database();
        for (String notice : notices) {
            card = card.notice(notice);
        }
        return card;
    }

    private CardData page() {
        String id = PageTarget.id(settings, "page");
        HttpReply reply = run.http().send(calls.get("/v1/pages/{}", id));
        Values item = content(id, item(Answers.page(new Members(reply.json()))));
        return card(title(item), item, List.of(item), false);
    }

    private CardData database() {
        DataSource source = DataSource.find(run, calls, PageTarget.id(settings, "database"));
        int most = (int) settings.whole("count", 25);
        var pages = new ArrayList<Members>();
        boolean hasMore = query(source, most, pages);
        var items = new ArrayList<Values>();
        for (Members page : pages) {
            Values item = item(page);
            boolean withContent = settings.flag("content", false) && page.id().isPresent();
            items.add(withContent ? content(page.id().get(), item) : item);
        }
        String name = source.name().isBlank() ? "database" : source.name();
        return card(name, Values.of("database", name), items, hasMore);
    }

    private CardData card(String name, Values about, List<Values> items, boolean hasMore) {
        String title = settings.text("title", "Notion: " + name);
        return CardData.of(title.isBlank() ? "Notion: " + name : title)
                .data(Values.of("subject", about.text("database", name))
                        .with("results_count", items.size())
                        .with("has_more", hasMore)
                        .with("items", items));
    }

    /** Asks list by list, until there are enough pages; gives whether there are more. */
    private boolean query(DataSource source, int most, List<Members> pages) {
        var ids = new HashSet<String>();
        Optional<String> cursor = Optional.empty();
        for (int lists = 0; lists < MOST_LISTS; lists++) {
            Members list = new Members(run.http()
                    .send(source.query(calls, body(most - pages.size(), cursor)))
                    .json());
            for (Members page : Answers.list(list)) {
                boolean isNew = page.id().map(ids::add).orElse(true);
                if (isNew && pages.size() < most) {
                    pages.add(page);
                }
            }
            noteIncomplete(list);
            cursor = list.text("next_cursor").filter(next -> list.flag("has_more"));
            if (cursor.isEmpty() || pages.size() == most) {
                return cursor.isPresent();
            }
        }
        notices.add("Notion's list goes on after " + MOST_LISTS + " requests; the rest was not read.");
        return true;
    }

    private void noteIncomplete(Members list) {
        if (list.at("request_status").text("type").filter("incomplete"::equals).isPresent()) {
            notices.add("Notion gives at most 10,000 pages of a query; narrow the filter to see the others.");
        }
    }

    private Map<String, Object> body(int wanted, Optional<String> cursor) {
        var body = new HashMap<String, Object>();
        Values filter = settings.objectOrEmpty("filter");
        if (!filter.isEmpty()) {
            body.put("filter", filter);
        }
        String sort = settings.text("sort", "last_edited_time");
        if (!sort.isBlank()) {
            String by = TIMESTAMPS.contains(sort) ? "timestamp" : "property";
            body.put("sorts", List.of(Map.of(by, sort, "direction", settings.text("order", "descending"))));
        }
        cursor.ifPresent(next -> body.put("start_cursor", next));
        body.put("page_size", Math.min(LIST, Math.max(1, wanted)));
        return body;
    }

    private Values content(String id, Values item) {
        String markdown = BlocksMarkdown.of(blocks.read(id));
        boolean isCut = blocks.wasCut();
        if (isCut && !notices.contains(PART_ONLY)) {
            notices.add(PART_ONLY);
        }
        return item.with("content", markdown).with("is_cut", isCut);
    }

    private static Values item(Members page) {
        var properties = new LinkedHashMap<String, Object>();
        page.node().path("properties").properties().forEach(property -> {
            boolean isTitle = new Members(property.getValue())
                    .text("type")
                    .filter("title"::equals)
                    .isPresent();
            if (!isTitle) {
                PropertyText.of(property.getValue()).ifPresent(value -> properties.put(property.getKey(), value));
            }
        });
        return Values.of("title", PageTitle.of(page))
                .withOptional("id", page.id())
                .withOptional("url", page.text("url").filter(WebAddress::isOne))
                .withOptional("created_time", page.moment("created_time"))
                .withOptional("last_edited_time", page.moment("last_edited_time"))
                .with("properties", properties);
    }

    private static String title(Values item) {
        String title = item.text("title", "");
        return title.isBlank() ? "Untitled" : title;
    }
}
