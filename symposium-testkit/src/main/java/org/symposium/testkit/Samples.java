package org.symposium.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Progress;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Schedule;
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
        return new Source(
                owner,
                id,
                "integration-1",
                "inside.java",
                Values.of("url", "https://inside.java/feed.xml").with("max_items", 20),
                List.of("java", "news"),
                Optional.of(Schedule.every(Duration.ofMinutes(15))),
                true,
                "",
                Progress.NONE.withNextRunAt(Optional.of(CREATED_AT)),
                Values.empty(),
                CREATED_AT,
                0);
    }

    /** A digest by webhook. */
    public static Output output(String owner, String id) {
        return new Output(
                owner,
                id,
                "integration-2",
                "Digest",
                Values.of("url", "https://example.org/hook"),
                "{{#cards}}## {{title}}\n{{{content}}}\n{{/cards}}",
                "News",
                Values.of("tags", List.of("java")),
                Optional.empty(),
                true,
                "",
                Progress.NONE,
                CREATED_AT,
                0);
    }

    /** An instance with one sealed credential. */
    public static Integration integration(String owner, String id) {
        return new Integration(
                owner,
                id,
                "webhook",
                "Team hook",
                Values.of("signing_secret", "sealed"),
                Values.of("default_temperature", 1),
                Values.of("dc", "us6"),
                true,
                "",
                0,
                Optional.empty(),
                CREATED_AT,
                0);
    }

    /** A query over two sources. */
    public static Query query(String owner, String id) {
        return new Query(
                owner,
                id,
                "Morning",
                List.of("source-1", "source-2"),
                Values.of("min_sources", 1),
                List.of("morning"),
                Optional.empty(),
                true,
                Progress.NONE,
                CREATED_AT,
                0);
    }

    /** A saved choice of cards. */
    public static View view(String owner, String id) {
        return new View(owner, id, "Java", Values.of("tags", List.of("java")), CREATED_AT, 0);
    }

    /** A card of {@code source-1}. */
    public static Card card(String owner, String id) {
        return card(owner, id, CREATED_AT);
    }

    /** A card of {@code source-1}, made at this moment. */
    public static Card card(String owner, String id, Instant createdAt) {
        return new Card(
                owner,
                id,
                "source",
                "source-1",
                "Three new posts",
                Values.of("items", List.of(Values.of("title", "One"), Values.of("title", "Two"))),
                "- One\n- Two\n",
                Values.of("integration_id", "integration-1"),
                List.of("java", "news"),
                createdAt,
                0);
    }

    /** A log row of a run of {@code source-1} that went well. */
    public static Execution execution(String owner, String id) {
        return Execution.of(Values.of("execution_id", id)
                .with("user_id", owner)
                .with("target_kind", "source")
                .with("target_id", "source-1")
                .with("integration_id", "integration-1")
                .with("trigger_kind", "manual")
                .with("status", "success")
                .with("started_at", CREATED_AT)
                .with("duration_ms", 1_250)
                .with("result_summary", "2 items"));
    }

    /** A registered type; it belongs to the engine itself. */
    public static RegisteredType type(String id) {
        Values definition = Values.fromJson(
                """
                {"id": "%1$s", "name": "%1$s", "category": "source", "handler_module": "buoys",
                 "source_schema": {"fields": [{"name": "station", "type": "text", "required": true}]},
                 "capabilities": {"rate_limit_per_minute": 60}}"""
                        .formatted(id));
        return RegisteredType.of(Values.of("id", id).with("definition", definition));
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
                new Sample<>(Execution.KIND, execution(owner, id)));
    }

    /** The same row with one value changed, by its name in JSON. */
    public static <T extends Stored> T with(Kind<T> kind, T row, String name, Object value) {
        return kind.read().apply(row.toValues().with(name, value));
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
