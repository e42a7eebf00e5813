package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.Set;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Verdict;

/** What cards come to is too long for a limit: fewer of them, or less of one, may fit. */
final class TooLong extends HandlerException {
    private static final long serialVersionUID = 1;

    /** A template's limits that the length of cards decides; time is no such, since it may be another each time. */
    private static final Set<String> LIMITS = Set.of("template_output", "template_operations");

    private static final String ADVICE =
            "Show less of each card in the template, or leave long cards out with the output's filter.";

    TooLong(String message) {
        super(Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(ADVICE));
    }

    /** A template's failure, if it is of that kind. */
    static Optional<TooLong> of(String what, InvalidInputException e) {
        boolean isSo = e.violations().stream().anyMatch(violation -> LIMITS.contains(violation.rule()));
        return isSo ? Optional.of(new TooLong(what + " can't be rendered: " + e.getMessage())) : Optional.empty();
    }

    /** The same of a card that alone, and cut, is too long. */
    TooLong of(Card card) {
        return new TooLong(
                "The card '" + card.title() + "' (" + card.id() + ") alone is too long, also when its content is cut. "
                        + verdict().message());
    }
}
