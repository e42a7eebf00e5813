package org.symposium.handlers.notion;

import java.util.List;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** What answers must be for anything to be made of them. */
final class Answers {
    private Answers() {}

    /**
     * The objects of a list.
     *
     * @throws HandlerException INVALID_RESPONSE when it is none
     */
    static List<Members> list(Members answer) {
        if (!answer.node().path("results").isArray()) {
            throw unreadable("a list");
        }
        return answer.list("results");
    }

    /** A page. */
    static Members page(Members answer) {
        if (answer.id().isEmpty()) {
            throw unreadable("a page");
        }
        return answer;
    }

    private static HandlerException unreadable(String what) {
        return new HandlerException(
                Verdict.failed(FailureKind.INVALID_RESPONSE, "Notion did not answer with " + what + ".")
                        .suggest("Try again later, or another version of Notion's API in the settings."));
    }
}
