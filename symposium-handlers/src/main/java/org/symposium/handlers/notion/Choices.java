package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.Option;

/** Databases, pages and properties to pick from: those that are shared with the integration. Notion searches titles, and finds what is new with a delay. */
final class Choices {
    private static final int MOST = 100;

    private final HandlerContext context;
    private final NotionCalls calls;

    Choices(HandlerContext context) {
        this.context = context;
        this.calls = new NotionCalls(context);
    }

    List<Option> databases(String typed) {
        return found(typed, calls.hasDataSources() ? "data_source" : "database");
    }

    List<Option> pages(String typed) {
        return found(typed, "page");
    }

    /** The properties of the database that was typed, if one was. */
    List<Option> properties(String typed) {
        Object database = context.settings().at("database");
        Optional<String> id = database instanceof String text ? NotionId.of(text) : Optional.empty();
        String search = typed.strip().toLowerCase(Locale.ROOT);
        return id.map(found -> DataSource.find(context, calls, found).types().keySet().stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(search))
                        .map(name -> new Option(name, name))
                        .toList())
                .orElse(List.of());
    }

    private List<Option> found(String typed, String kind) {
        var body = new HashMap<String, Object>();
        body.put("query", typed.strip());
        body.put("filter", Map.of("property", "object", "value", kind));
        body.put("sort", Map.of("timestamp", "last_edited_time", "direction", "descending"));
        body.put("page_size", MOST);
        var options = new ArrayList<Option>();
        new Members(context.http().send(calls.ask(body, "/v1/search")).json())
                .list("results")
                .forEach(item -> item.id().ifPresent(id -> options.add(new Option(id, title(item)))));
        return options;
    }

    private static String title(Members item) {
        String title = PageTitle.of(item);
        return title.isBlank() ? "Untitled" : title;
    }
}
