package org.symposium.core.internal.types;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;
import org.symposium.spi.model.IntegrationType;

/** Finds the handler that serves a type. */
final class HandlerLookup {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerLookup.class);

    private final List<Offer> offers;
    private final List<HandlerModule> modules;

    HandlerLookup(List<Offer> offers, List<HandlerModule> modules) {
        this.offers = offers;
        this.modules = modules;
    }

    List<Offer> offers() {
        return offers;
    }

    /** What code brings for a name. */
    Optional<Offer> offer(String name) {
        return first(offer -> offer.name().equals(name));
    }

    /**
     * The handler of a type: the one that brings a type of this name; else by {@code handler_module}, which is a handler's class, a module by its name or class, or
     * the name of a type whose handler serves this one too. Empty if there is none, or its module can't or won't make one; then the log says so.
     */
    Optional<Handler> find(IntegrationType type) {
        String wanted = type.handlerModule();
        return offer(type.name())
                .or(() -> first(offer -> offer.handler().getClass().getName().equals(wanted)))
                .map(Offer::handler)
                .or(() -> module(wanted).flatMap(module -> made(module, type)))
                .or(() -> offer(wanted).map(Offer::handler));
    }

    private Optional<Offer> first(Predicate<Offer> wanted) {
        return offers.stream().filter(wanted).findFirst();
    }

    private Optional<HandlerModule> module(String wanted) {
        return modules.stream()
                .filter(module -> module.name().equals(wanted)
                        || module.getClass().getName().equals(wanted))
                .findFirst();
    }

    private static Optional<Handler> made(HandlerModule module, IntegrationType type) {
        try {
            return Optional.ofNullable(module.handlerFor(type));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error(
                    "{} can't make a handler for the type '{}'",
                    module.getClass().getName(),
                    type.name(),
                    e);
            return Optional.empty();
        }
    }
}
