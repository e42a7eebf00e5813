package org.symposium.testkit;

import java.time.Instant;
import java.util.List;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.View;

/** Rows to test with: complete, and the same each time. */
public final class Samples {
    /** When all of them were made. */
    public static final Instant CREATED_AT = Instant.parse("2026-01-30T08:15:30.123456Z");

    private Samples() {}

    /** A feed that is due now and then. */
    public static Source source(String owner, String id) {
        return Source.of(row(owner, id, """
                {"integration_id": "integration-1", "name": "inside.java", "tags": ["java", "news"],
                 "config": {"url": "https://inside.java/feed.xml", "max_items": 20},
                 "schedule": {"every": "PT15M"}, "next_run_at": "2026-01-30T08:15:30.123456Z"}"""));
    }

    /** A digest by webhook. */
    public static Output output(String owner, String id) {
        return Output.of(row(owner, id, """
                {"integration_id": "integration-2", "name": "Digest", "subject": "News",
                 "config": {"url": "https://example.org/hook"}, "filter": {"tags": ["java"]},
                 "template": "{{#cards}}## {{title}}\\n{{{content}}}\\n{{/cards}}"}"""));
    }

    /** An instance with one sealed credential. */
    public static Integration integration(String owner, String id) {
        return Integration.of(row(owner, id, """
                {"type_id": "webhook", "name": "Team hook", "credentials": {"signing_secret": "sealed"},
                 "config": {"default_temperature": 1}, "facts": {"dc": "us6"}}"""));
    }

    /** A query over two sources. */
    public static Query query(String owner, String id) {
        return Query.of(row(owner, id, """
                {"name": "Morning", "source_ids": ["source-1", "source-2"], "config": {"min_sources": 1},
                 "tags": ["morning"]}"""));
    }

    /** A saved choice of cards. */
    public static View view(String owner, String id) {
        return View.of(row(owner, id, "{\"name\": \"Java\", \"filter\": {\"tags\": [\"java\"]}}"));
    }

    /** A card of {@code source-1}. */
    public static Card card(String owner, String id) {
        return card(owner, id, CREATED_AT);
    }

    /** A card of {@code source-1}, made at this moment. */
    public static Card card(String owner, String id, Instant createdAt) {
        Card card = Card.of(row(owner, id, """
                {"card_type": "source", "source_id": "source-1", "title": "Three new posts", "tags": ["java", "news"],
                 "data": {"items": [{"title": "One"}, {"title": "Two"}]}, "content": "- One\\n- Two\\n",
                 "api_request": {"integration_id": "integration-1"}}"""));
        return with(Card.KIND, card, "created_at", createdAt);
    }

    /** What {@code card-1} was before. */
    public static CardVersion cardVersion(String owner, String id) {
        return CardVersion.of(Values.of("id", id).with("user_id", owner).with(Values.fromJson("""
                {"card_id": "card-1", "title": "Two new posts", "data": {"items": [{"title": "One"}]}, "content": "- One\\n",
                 "api_request": {"integration_id": "integration-1"}, "replaced_at": "2026-01-30T08:15:30.123456Z"}""")));
    }

    /** A log row of a run of {@code source-1} that went well. */
    public static Execution execution(String owner, String id) {
        Values row = Values.fromJson("""
                {"target_kind": "source", "target_id": "source-1", "integration_id": "integration-1",
                 "trigger_kind": "manual", "status": "success", "started_at": "2026-01-30T08:15:30.123456Z",
                 "duration_ms": 1250, "result_summary": "2 items"}""");
        return Execution.of(Values.of("execution_id", id).with("user_id", owner).with(row));
    }

    /** A registered type; it belongs to the engine itself. */
    public static RegisteredType type(String id) {
        Values definition = Values.fromJson("""
                {"id": "%1$s", "name": "%1$s", "category": "source", "handler_module": "buoys",
                 "source_schema": {"fields": [{"name": "station", "type": "text", "required": true}]},
                 "capabilities": {"rate_limit_per_minute": 60}}""".formatted(id));
        return RegisteredType.of(Values.of("id", id).with("definition", definition));
    }

    /** A run of {@code source-1} that opened a credential of {@code integration-1}. */
    public static AuditEntry audit(String owner, String id) {
        return AuditEntry.of(row(owner, id, """
                {"actor": "engine", "integration_id": "integration-1", "action": "execute", "fields": ["api_key"],
                 "execution_id": "execution-1", "attempt": 2, "outcome": "failure", "error_kind": "network"}"""));
    }

    /** A user on the way to connect a calendar. */
    public static PendingConnection pending(String owner, String id) {
        return PendingConnection.of(row(owner, id, """
                {"type_id": "calendar", "integration_id": "integration-3", "is_new": true, "name": "Mine",
                 "config": {"zone": "Europe/Kyiv"}, "redirect_uri": "https://host.example/callback", "session": "digest",
                 "code_verifier": "sealed", "expires_at": "2026-01-30T08:25:30.123456Z"}"""));
    }

    /** A note of an engine's; it belongs to the engine itself. */
    public static Memo memo(String id) {
        return Memo.of(id, Values.fromJson("{\"environment\": \"tests\", \"checks\": [\"sealed\"]}"));
    }

    /** A row of each kind that belongs to a user. */
    public static List<Sample<?>> ofUsers(String owner, String id) {
        return List.of(
                new Sample<>(Integration.KIND, integration(owner, id)),
                new Sample<>(Source.KIND, source(owner, id)),
                new Sample<>(Output.KIND, output(owner, id)),
                new Sample<>(Query.KIND, query(owner, id)),
                new Sample<>(View.KIND, view(owner, id)),
                new Sample<>(Card.KIND, card(owner, id)),
                new Sample<>(CardVersion.KIND, cardVersion(owner, id)),
                new Sample<>(Execution.KIND, execution(owner, id)),
                new Sample<>(AuditEntry.KIND, audit(owner, id)),
                new Sample<>(PendingConnection.KIND, pending(owner, id)));
    }

    /** The same row with one value changed, by its name in JSON. */
    public static <T extends Stored> T with(Kind<T> kind, T row, String name, Object value) {
        return kind.read().apply(row.toValues().with(name, value));
    }

    private static Values row(String owner, String id, String json) {
        return Values.of("id", id)
                .with("user_id", owner)
                .with(Values.fromJson(json))
                .with("created_at", CREATED_AT);
    }

    /**
     * A row and its kind.
     *
     * @param kind the kind
     * @param row the row, as it is before it is written
     */
    public record Sample<T extends Stored>(Kind<T> kind, T row) {
        /** The row as a store gives it back. */
        public T stored(long revision) {
            return with(kind, row, "revision", revision);
        }
    }
}
