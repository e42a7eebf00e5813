package org.symposium.handlers.airtable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Bases, tables, views and fields to pick from. Takes the scope {@code schema.bases:read}; a field can be typed without it. */
final class Choices {
    /** A thousand bases each. */
    private static final int MOST_PAGES = 5;

    private static final long MOST_BYTES = 24L * 1024 * 1024;
    private static final String BASE_ID = "app[A-Za-z0-9]{14}";
    /** Filled by Airtable itself. */
    private static final Set<String> COMPUTED = Set.of(
            "formula",
            "rollup",
            "count",
            "lookup",
            "multipleLookupValues",
            "createdTime",
            "lastModifiedTime",
            "createdBy",
            "lastModifiedBy",
            "autoNumber",
            "button",
            "externalSyncSource",
            "aiText");

    private final HandlerContext context;
    private final String search;

    /** What fits what was typed. */
    Choices(HandlerContext context, String typed) {
        this.context = context;
        this.search = typed.strip().toLowerCase(Locale.ROOT);
    }

    List<Option> bases() {
        var options = new ArrayList<Option>();
        Optional<String> next = Optional.of("");
        for (int page = 0; next.isPresent() && page < MOST_PAGES; page++) {
            HttpCall call = HttpCall.get("/meta/bases").bearer("token");
            JsonNode body = context.http()
                    .send(next.get().isEmpty() ? call : call.query("offset", next.get()))
                    .json();
            options.addAll(options(body.path("bases")));
            next = text(body, "offset");
        }
        return options.stream().distinct().toList();
    }

    List<Option> tables() {
        return options(schema());
    }

    List<Option> views() {
        return options(table().path("views"));
    }

    /** By their names, which is how people know them. */
    List<Option> fields(boolean isToBeWritten) {
        var options = new ArrayList<Option>();
        var names = new HashSet<String>();
        table().path("fields").forEach(field -> {
            boolean isLeftOut = isToBeWritten
                    && text(field, "type").filter(COMPUTED::contains).isPresent();
            text(field, "name")
                    .filter(name -> !isLeftOut && names.add(name))
                    .filter(this::fits)
                    .ifPresent(name -> options.add(new Option(name, name)));
        });
        return options;
    }

    private List<Option> options(JsonNode list) {
        var options = new ArrayList<Option>();
        list.forEach(item -> text(item, "id").ifPresent(id -> {
            String name = text(item, "name").orElse(id);
            if (fits(name)) {
                options.add(new Option(id, name));
            }
        }));
        return options;
    }

    private boolean fits(String name) {
        return name.toLowerCase(Locale.ROOT).contains(search);
    }

    /** The table that was typed, if its base has it. */
    private JsonNode table() {
        String wanted = typed("table").orElse("");
        for (JsonNode table : schema()) {
            if (text(table, "id").filter(wanted::equals).isPresent()
                    || text(table, "name").filter(wanted::equals).isPresent()) {
                return table;
            }
        }
        return MissingNode.getInstance();
    }

    /** The tables of the base that was typed. */
    private JsonNode schema() {
        Optional<String> base = typed("base_id").filter(id -> id.matches(BASE_ID));
        return base.isEmpty()
                ? MissingNode.getInstance()
                : context.http()
                        .send(HttpCall.get("/meta/bases/{}/tables", base.get())
                                .bearer("token")
                                .limit("base", base.get())
                                .maxBytes(MOST_BYTES))
                        .json()
                        .path("tables");
    }

    /** Not checked yet. */
    private Optional<String> typed(String setting) {
        return context.settings().at(setting) instanceof String text ? Optional.of(text.strip()) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode member = node.path(name);
        return Optional.of(member.isString() ? member.asString("").strip() : "").filter(text -> !text.isEmpty());
    }
}
