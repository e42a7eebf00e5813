package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a test of a connection. What the service did is told here, never by an exception. Holds no secret.
 *
 * @param executionId names the test in the audit log
 * @param testedAt when it ended
 * @param duration how long it took
 * @param accountId the service's id of the account; empty when it told none
 * @param accountLabel what a person recognises the account by; may be empty
 * @param facts what else the service told that is worth keeping
 * @param failure why it is {@link ConnectionOutcome#INVALID}
 * @param field the credential at fault, by its name in the {@code auth_schema}; empty when it is not known to be one of them
 * @param notices what its user should know, such as why nothing could be tried
 */
public record ConnectionResult(
        ConnectionOutcome outcome,
        String executionId,
        Instant testedAt,
        Duration duration,
        Optional<String> accountId,
        String accountLabel,
        Values facts,
        Optional<RunResult.Failure> failure,
        Optional<String> field,
        List<String> notices) {
    /** Copies the list. */
    public ConnectionResult {
        notices = List.copyOf(notices);
    }

    /** Whether the service took the credentials. */
    public boolean isValid() {
        return outcome == ConnectionOutcome.VALID;
    }

    /** Whether the connection is known not to work, other than for the moment: a service that is out of reach speaks against nobody's credentials. */
    public boolean isRefused() {
        return failure.filter(why -> !why.kind().retryable()).isPresent();
    }

    /** The result as JSON: {@code outcome}, {@code tested_at}, {@code account_id}, {@code account_label}, {@code error_kind}, {@code error_message} … */
    public Values toValues() {
        Values json = Values.of("outcome", outcome.word())
                .with("execution_id", executionId)
                .with("tested_at", testedAt)
                .with("duration_ms", duration.toMillis())
                .withOptional("account_id", accountId);
        json = Rows.withValues(Rows.withText(json, "account_label", accountLabel), "facts", facts);
        if (failure.isPresent()) {
            json = json.with("error_kind", failure.get().kind())
                    .with("error_message", failure.get().message());
            json = Rows.withText(json, "suggestion", failure.get().suggestion());
        }
        json = json.withOptional("field", field);
        return notices.isEmpty() ? json : json.with("notices", notices);
    }
}
