package org.symposium.examples.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.symposium.core.Engine;
import org.symposium.core.Settings;
import org.symposium.core.SourceDraft;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Schedule.Missed;
import org.symposium.spi.model.Source;

/** The sources of several owners: each with a schedule of its own beat, spread by the jitter. */
final class Subscriptions {
    static final List<String> OWNERS = List.of("ada", "grace", "hedy", "joan", "mary");
    private static final int MOST_MISSED = 1_000;

    private final Engine engine;
    private final Duration every;
    private final Map<String, Source> sources = new LinkedHashMap<>();

    Subscriptions(Engine engine, Duration every) {
        this.engine = engine;
        this.every = every;
    }

    /** Makes so many, due from a moment on. Nodes that are running begin with each as soon as it is due. */
    void create(int count, FeedService service, Instant from) {
        var integrations = new HashMap<String, String>();
        Schedule schedule = Schedule.every(every)
                .from(from)
                .jitter(every) // always the same for a source, another for each
                .missed(Missed.ALL) // what a dead or frozen node leaves behind is caught up with, slot by slot
                .missedAtMost(MOST_MISSED);
        for (int number = 1; number <= count; number++) {
            var owner = engine.forOwner(OWNERS.get(number % OWNERS.size()));
            String integration = integrations.computeIfAbsent(
                    owner.owner(),
                    unknown -> owner.integrations()
                            .create("rss", "Feeds", Credentials.none())
                            .id());
            Source source = owner.sources()
                    .create(SourceDraft.of(integration, "Feed " + number, Settings.of("url", service.feed(number)))
                            .schedule(schedule));
            sources.put(source.id(), source);
        }
    }

    /** What a source is called, and whose it is. */
    String name(String sourceId) {
        Source source = sources.get(sourceId);
        return source == null ? sourceId : source.owner() + "'s " + source.name();
    }

    /** All slots up to a moment, by source: from the first one that was stored, at the beat that was asked for. */
    Map<String, List<Instant>> slots(Instant end) {
        var slots = new LinkedHashMap<String, List<Instant>>();
        sources.forEach((id, source) -> slots.put(id, slots(source, end)));
        return slots;
    }

    private List<Instant> slots(Source source, Instant end) {
        return source.nextRunAt().stream()
                .flatMap(first -> Stream.iterate(first, slot -> !slot.isAfter(end), slot -> slot.plus(every)))
                .toList();
    }

    /** Whether all sources have gone on to a slot after this moment. */
    boolean areBeyond(Instant moment) {
        return OWNERS.stream()
                .flatMap(owner -> engine.forOwner(owner).sources().list().stream())
                .allMatch(source -> source.nextRunAt().filter(moment::isBefore).isPresent());
    }
}
