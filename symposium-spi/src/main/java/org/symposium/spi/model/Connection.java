package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an integration's connection: which credentials it has now, whose account they open, how their last test ended. Part of its row.
 *
 * @param credentialsVersion grows by one each time credentials are given or wiped; work that began with an earlier one says nothing about these
 * @param accountVersion grows by one each time it may be another account; what is remembered of an account, such as cursors, belongs to it
 * @param accountId the service's id of the account; empty when it is not known
 * @param accountLabel what a person recognises the account by; empty when it is not known
 * @param lastTestedAt when a test of these credentials last began, whatever came of it
 * @param health how it ended; empty before the first
 * @param grant of credentials that came by OAuth; empty for those that were pasted
 */
public record Connection(
        long credentialsVersion,
        long accountVersion,
        String accountId,
        String accountLabel,
        Optional<Instant> lastTestedAt,
        Optional<Health> health,
        Optional<Grant> grant) {
    /** Nothing is known yet. */
    public static final Connection UNKNOWN =
            new Connection(0, 0, "", "", Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> NAMES = List.of(
            "credentials_version",
            "account_version",
            "account_id",
            "account_label",
            "last_tested_at",
            "health",
            "health_details",
            "grant");

    /**
     * How a test ended.
     *
     * @param kind what kind of failure; empty unless it is one
     * @param message what went wrong, or why nothing could be tried; may be empty
     * @param suggestion what to do about it; may be empty
     * @param field the credential at fault; empty when that is not known
     */
    public record Health(
            ConnectionOutcome outcome, Optional<FailureKind> kind, String message, String suggestion, String field) {
        /** As a test found it. */
        public static Health of(ConnectionResult result) {
            return new Health(
                    result.outcome(),
                    result.failure().map(RunResult.Failure::kind),
                    result.failure()
                            .map(RunResult.Failure::message)
                            .orElseGet(
                                    () -> result.notices().stream().findFirst().orElse("")),
                    result.failure().map(RunResult.Failure::suggestion).orElse(""),
                    result.field().orElse(""));
        }

        private static Health of(String outcome, Values details) {
            return new Health(
                    ConnectionOutcome.ofWord(outcome),
                    details.optionalText("kind").map(FailureKind::ofWord),
                    details.text("message", ""),
                    details.text("suggestion", ""),
                    details.text("field", ""));
        }

        private Values details() {
            Values details = Values.empty().withOptional("kind", kind.map(FailureKind::word));
            details = Rows.withText(details, "message", message);
            return Rows.withText(Rows.withText(details, "suggestion", suggestion), "field", field);
        }
    }

    static Connection of(Values row) {
        return new Connection(
                row.whole("credentials_version", 0),
                row.whole("account_version", 0),
                row.text("account_id", ""),
                row.text("account_label", ""),
                row.optionalInstant("last_tested_at"),
                row.optionalText("health").map(outcome -> Health.of(outcome, row.objectOrEmpty("health_details"))),
                row.has("grant") ? Optional.of(Grant.of(row.object("grant"))) : Optional.empty());
    }

    /** Credentials were given or wiped: of the account nothing is known any more, nor of its health. */
    public Connection anew() {
        return new Connection(
                credentialsVersion + 1,
                accountVersion + 1,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Other credentials of the same account, untried so far. */
    public Connection renewed() {
        return new Connection(
                credentialsVersion + 1,
                accountVersion,
                accountId,
                accountLabel,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The credentials of this version came by this grant. */
    public Connection with(Grant known) {
        return new Connection(
                credentialsVersion, accountVersion, accountId, accountLabel, lastTestedAt, health, Optional.of(known));
    }

    /** Other tokens of the same grant: whatever was known stays true. */
    public Connection renewed(Grant known) {
        return new Connection(
                credentialsVersion + 1,
                accountVersion,
                accountId,
                accountLabel,
                lastTestedAt,
                health,
                Optional.of(known));
    }

    /** As a test found it. An account that it did not name, and one that could not be asked, stays as it was known. */
    public Connection tested(ConnectionResult result) {
        boolean isAnother = result.accountId()
                .filter(id -> !accountId.isEmpty() && !id.equals(accountId))
                .isPresent();
        return new Connection(
                credentialsVersion,
                isAnother ? accountVersion + 1 : accountVersion,
                result.accountId().orElse(accountId),
                result.accountLabel().isEmpty() ? accountLabel : result.accountLabel(),
                Optional.of(result.testedAt()),
                Optional.of(Health.of(result)),
                grant);
    }

    /** The row without anything of a connection. */
    static Values without(Values row) {
        Values rest = row;
        for (String name : NAMES) {
            rest = rest.without(name);
        }
        return rest;
    }

    /** The row with what is known added. */
    Values on(Values row) {
        Values with = known(row);
        with = with.withOptional("grant", grant.map(Grant::toValues));
        with = credentialsVersion == 0 ? with : with.with("credentials_version", credentialsVersion);
        return accountVersion == 0 ? with : with.with("account_version", accountVersion);
    }

    /** What a user sees of it. */
    Values onView(Values row) {
        return known(row).withOptional("grant", grant.map(Grant::onView));
    }

    private Values known(Values row) {
        Values with = Rows.withText(Rows.withText(row, "account_id", accountId), "account_label", accountLabel)
                .withOptional("last_tested_at", lastTestedAt);
        return health.isEmpty()
                ? with
                : Rows.withValues(
                        with.with("health", health.get().outcome().word()),
                        "health_details",
                        health.get().details());
    }
}
