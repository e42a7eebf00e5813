package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.schema.EffectiveSettings;
import org.symposium.core.internal.schema.SettingsCheck;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** Checks what a user decides of a source, an output or a query, all of it at once, before anything is written. */
final class DefinitionCheck {
    private static final int MOST_SOURCES = 100;

    private final Parts parts;
    private final List<Violation> violations = new ArrayList<>();

    DefinitionCheck(Parts parts) {
        this.parts = parts;
    }

    DefinitionCheck name(String name) {
        Rows.checkName(name, violations);
        return this;
    }

    DefinitionCheck tags(List<String> tags) {
        for (int at = 0; at < tags.size(); at++) {
            if (tags.get(at).isBlank() || tags.get(at).length() > 100) {
                violations.add(new Violation("tags." + at, "length", "must have 1 to 100 characters"));
            }
        }
        return this;
    }

    DefinitionCheck role(boolean fits, KnownType type, String wanted) {
        if (!fits) {
            violations.add(new Violation(
                    "integration_id",
                    "category",
                    "is of type '" + type.type().name() + "', whose category '"
                            + type.type().category().word() + "' allows no " + wanted));
        }
        return this;
    }

    /** Settings as they will be at run time: own, the integration's, defaults. */
    DefinitionCheck settings(Schema schema, Values own, Integration integration, KnownType type) {
        List<Violation> found = new ArrayList<>(SettingsCheck.check(schema, own, integration.config(), "config"));
        if (found.isEmpty()) {
            type.handler()
                    .check(EffectiveSettings.merge(schema, own, integration.config()))
                    .forEach(violation -> found.add(violation.within("config")));
        }
        violations.addAll(found);
        return this;
    }

    DefinitionCheck scheduling(Optional<Schedule> schedule, KnownType type) {
        if (schedule.isPresent() && !type.type().supportsScheduling()) {
            violations.add(new Violation(
                    "schedule",
                    "unsupported",
                    "is not possible: the type '" + type.type().name() + "' supports no scheduling"));
        }
        return this;
    }

    /** A schedule as it was stays, though its moment may be past or the engine's minimum interval longer by now. */
    DefinitionCheck schedule(Optional<Schedule> schedule, Optional<Schedule> before) {
        if (schedule.isEmpty() || schedule.equals(before)) {
            return this;
        }
        return collecting(
                () -> parts.nextRun().check(schedule.get(), parts.clock().instant()));
    }

    /**
     * A query's.
     *
     * @param before those it had: one that was deleted meanwhile may stay, so that everything else can be changed
     */
    DefinitionCheck sources(List<String> ids, List<String> before, Predicate<String> isKnown) {
        if (ids.isEmpty()) {
            violations.add(new Violation("source_ids", "min_items", "must name at least one source"));
        }
        if (ids.size() > MOST_SOURCES) {
            violations.add(new Violation("source_ids", "max_items", "must name at most " + MOST_SOURCES + " sources"));
        }
        if (Set.copyOf(ids).size() < ids.size()) {
            violations.add(new Violation("source_ids", "unique", "must not name a source twice"));
        }
        return known("source_ids", ids, before, isKnown);
    }

    private DefinitionCheck known(String field, List<String> ids, List<String> before, Predicate<String> isKnown) {
        for (int at = 0; at < ids.size(); at++) {
            if (!before.contains(ids.get(at)) && !isKnown.test(ids.get(at))) {
                violations.add(new Violation(
                        field + "." + at,
                        "unknown",
                        "is no source of this owner: it never was, or was deleted; take it out"));
            }
        }
        return this;
    }

    DefinitionCheck template(String field, String template) {
        return template.isEmpty() ? this : collecting(() -> parts.templates().get(field, template));
    }

    DefinitionCheck add(List<Violation> found) {
        violations.addAll(found);
        return this;
    }

    /**
     * An output's: what the engine sets is refused, and view and sources must be the owner's.
     *
     * @param before as it was: a source in it that was deleted meanwhile may stay, since its cards are still there
     * @param isMaker whether something of this id makes cards
     */
    DefinitionCheck filter(Values filter, Values before, Predicate<String> isView, Predicate<String> isMaker) {
        refused(filter, List.of("not_delivered_by", "within"));
        return filterRules(filter, read -> {
            read.viewId()
                    .filter(id -> !isView.test(id))
                    .ifPresent(id ->
                            violations.add(new Violation("filter.view_id", "unknown", "is no view of this owner")));
            known("filter.source_ids", read.sourceIds(), CardFilter.of(before).sourceIds(), isMaker);
        });
    }

    /** A view's: it builds on no other. */
    DefinitionCheck viewFilter(Values filter) {
        refused(filter, List.of("not_delivered_by", "within", "view_id"));
        return filterRules(filter, read -> {});
    }

    /** Throws if anything is wrong. */
    void done() {
        InvalidInputException.throwIfAny(violations);
    }

    /** The type of an integration, for something new: it must be installed. */
    static KnownType installed(Parts parts, Integration integration) {
        return parts.types().requireById(integration.typeId());
    }

    private DefinitionCheck filterRules(Values filter, Consumer<CardFilter> more) {
        try {
            more.accept(CardFilter.of(filter));
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> violations.add(violation.within("filter")));
        }
        return this;
    }

    private void refused(Values filter, List<String> names) {
        names.stream()
                .filter(filter.names()::contains)
                .forEach(
                        name -> violations.add(new Violation("filter." + name, "unsupported", "is not possible here")));
    }

    private DefinitionCheck collecting(Runnable check) {
        try {
            check.run();
        } catch (InvalidInputException e) {
            violations.addAll(e.violations());
        }
        return this;
    }
}
