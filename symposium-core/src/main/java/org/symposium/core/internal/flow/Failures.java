package org.symposium.core.internal.flow;

import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;
import tools.jackson.core.JacksonException;

/** What a thing thrown during a run means. A stranger's own message may hold anything, so it goes into the masked trace only. */
final class Failures {
    private Failures() {}

    static Verdict verdict(Throwable thrown) {
        if (thrown instanceof HandlerException known) {
            return known.verdict();
        }
        if (thrown instanceof JacksonException) {
            return Verdict.failed(
                            FailureKind.INVALID_RESPONSE,
                            "The service's answer lacks something that was expected in it.")
                    .suggest("The service may have changed; the developer of this integration should look at the log.");
        }
        return fault(thrown);
    }

    /** A fault of the handler's, of which nothing but its class is told. */
    static Verdict fault(Throwable thrown) {
        return Verdict.failed(
                        FailureKind.INTERNAL,
                        "The integration's handler failed: " + thrown.getClass().getSimpleName() + ".")
                .suggest("This is a fault in the handler; its developer should look at the log.");
    }
}
