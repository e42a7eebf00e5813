package org.symposium.core.internal.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.schema.TypeCheck;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Asks handlers and modules for their types and checks them. Strangers' code is called here, so whatever it throws is told with its class, all together. */
final class HandlerOffers {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerOffers.class);

    private final List<Offer> offers = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    private HandlerOffers() {}

    /**
     * The types that these handlers bring, each once.
     *
     * @throws InvalidInputException with all that is wrong with any of them; a field's path begins with the class
     */
    static List<Offer> of(Handlers handlers) {
        var all = new HandlerOffers();
        handlers.handlers().forEach(all::ask);
        handlers.modules().forEach(all::ask);
        all.findTwins("name", IntegrationType::name);
        all.findTwins("id", TypeRows::idOf);
        InvalidInputException.throwIfAny(all.violations);
        return List.copyOf(all.offers);
    }

    private void ask(Handler handler) {
        String origin = handler.getClass().getName();
        Optional<IntegrationType> type = answer(origin, "type", handler::type);
        type.ifPresent(known -> add(new Offer(known, handler, origin)));
    }

    private void ask(HandlerModule module) {
        String origin = module.getClass().getName();
        Optional<String> name = answer(origin, "name", module::name);
        if (name.filter(String::isBlank).isPresent()) {
            violations.add(new Violation(origin + ".name", "required", "must not be empty"));
        }
        Optional<List<IntegrationType>> types = answer(origin, "types", module::types);
        for (IntegrationType type : types.orElse(List.of())) {
            if (type == null) {
                violations.add(new Violation(origin + ".types", "required", "has a type that is null"));
            } else {
                answer(origin, "handlerFor", () -> module.handlerFor(type))
                        .ifPresent(handler -> add(new Offer(type, handler, origin)));
            }
        }
    }

    private void add(Offer offer) {
        TypeCheck.check(offer.type(), offer.handler())
                .forEach(violation -> violations.add(violation.within(offer.origin())));
        offers.add(offer);
    }

    private void findTwins(String field, Function<IntegrationType, String> key) {
        Map<String, Offer> first = new LinkedHashMap<>();
        for (Offer offer : offers) {
            Offer twin = first.putIfAbsent(key.apply(offer.type()), offer);
            if (twin != null && !key.apply(offer.type()).isEmpty()) {
                violations.add(new Violation(
                        offer.origin() + "." + field,
                        "duplicate",
                        "is the " + field + " '" + key.apply(offer.type()) + "', which " + twin.origin()
                                + " brings as well; one of " + twin.origin() + " and " + offer.origin() + " must go"));
            }
        }
    }

    private <T> Optional<T> answer(String origin, String question, Supplier<@Nullable T> ask) {
        try {
            T answer = ask.get();
            if (answer == null) {
                violations.add(new Violation(origin + "." + question, "required", "must not be null"));
            }
            return Optional.ofNullable(answer);
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> violations.add(violation.within(origin + "." + question)));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("{} can't say its {}", origin, question, e);
            violations.add(new Violation(
                    origin + "." + question, "handler", "threw " + e.getClass().getName()));
        }
        return Optional.empty();
    }
}
