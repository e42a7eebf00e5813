package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** What a call fails with. */
final class Failures {
    private Failures() {}

    /** The verdict of a call that must fail in this way. */
    static Verdict failure(FailureKind kind, ThrowingCallable call) {
        HandlerException failure = catchThrowableOfType(HandlerException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.verdict().kind()).as(failure.getMessage()).isEqualTo(kind);
        return failure.verdict();
    }
}
