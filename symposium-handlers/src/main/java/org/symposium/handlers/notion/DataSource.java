package org.symposium.handlers.notion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * A table of pages: since version 2025-09-03 a data source within a database, before that the database itself.
 *
 * @param name as people call it; may be empty
 * @param types of its properties, by name
 */
record DataSource(String id, boolean isDatabase, String name, Map<String, String> types) {
    private static final int MOST_NAMED = 10;

    /**
     * Finds it by the id of a database or of a data source.
     *
     * @throws HandlerException MISCONFIGURED when a database has several of them, or none
     */
    static DataSource find(HandlerContext context, NotionCalls calls, String id) {
        if (!calls.hasDataSources()) {
            return of(read(context, calls.get("/v1/databases/{}", id)), id, true);
        }
        HttpCalls.Attempted database = context.http().attempt(calls.get("/v1/databases/{}", id));
        if (database.failure()
                .filter(failure -> failure.verdict().kind() != FailureKind.TARGET_GONE)
                .isPresent()) {
            throw database.failure().get();
        }
        String source = database.reply()
                .map(reply -> only(new Members(reply.json()).list("data_sources")))
                .orElse(id);
        return of(read(context, calls.get("/v1/data_sources/{}", source)), source, false);
    }

    /** Asks it, or looks for a page in it. */
    HttpCall query(NotionCalls calls, Map<String, ?> body) {
        return calls.ask(body, isDatabase ? "/v1/databases/{}/query" : "/v1/data_sources/{}/query", id);
    }

    /** As a new page names what it belongs to. */
    Map<String, Object> parent() {
        String member = isDatabase ? "database_id" : "data_source_id";
        return Map.of("type", member, member, id);
    }

    /** The name of the property that is its pages' title. */
    Optional<String> titleProperty() {
        return types.entrySet().stream()
                .filter(property -> property.getValue().equals("title"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The type of a property.
     *
     * @throws HandlerException MISCONFIGURED when it has none of that name
     */
    String type(String property) {
        String type = types.get(property);
        if (type == null) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED, "The database has no property '" + property + "'.")
                    .suggest("Use one of its names, as Notion writes them: "
                            + types.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + "."));
        }
        return type;
    }

    private static Members read(HandlerContext context, HttpCall call) {
        HttpReply reply = context.http().send(call);
        JsonNode json = reply.json();
        if (!json.path("properties").isObject()) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.INVALID_RESPONSE, "Notion did not say which properties the database has.")
                    .suggest("Try another version of Notion's API in the settings."));
        }
        return new Members(json);
    }

    private static DataSource of(Members answer, String id, boolean isDatabase) {
        var types = new LinkedHashMap<String, String>();
        answer.node()
                .path("properties")
                .properties()
                .forEach(property -> new Members(property.getValue())
                        .text("type")
                        .ifPresent(type -> types.put(property.getKey(), type)));
        return new DataSource(id, isDatabase, RichTextRead.plain(answer.node().path("title")), types);
    }

    private static String only(List<Members> sources) {
        List<String> ids =
                sources.stream().flatMap(source -> source.id().stream()).toList();
        if (ids.size() == 1) {
            return ids.get(0);
        }
        String named = sources.stream()
                .limit(MOST_NAMED)
                .map(source -> source.text("name").orElse("Untitled") + " = "
                        + source.id().orElse("?"))
                .collect(Collectors.joining(", "));
        throw new HandlerException(
                ids.isEmpty()
                        ? Verdict.failed(FailureKind.MISCONFIGURED, "The database has no data source of its own.")
                                .suggest("Enter the database that it is a view of, and share it with the integration.")
                        : Verdict.failed(
                                        FailureKind.MISCONFIGURED,
                                        "The database has " + ids.size() + " data sources; one of them must be chosen.")
                                .suggest("Enter the id of one instead: " + named + "."));
    }
}
