package org.symposium.spi.model;

import java.util.Optional;

/**
 * What a handler found out about an integration's credentials. A wrong credential is no check but a failure: the road throws it, or the handler does, and may say
 * which field is at fault ({@link Verdict#atField}). Immutable.
 */
public final class ConnectionCheck {
    private static final ConnectionCheck UNTESTED = new ConnectionCheck(false, "", "", Values.empty());

    private final boolean tested;
    private final String accountId;
    private final String label;
    private final Values facts;

    private ConnectionCheck(boolean tested, String accountId, String label, Values facts) {
        this.tested = tested;
        this.accountId = accountId;
        this.label = label;
        this.facts = facts;
    }

    /** There is no way to try the credentials that costs and posts nothing. */
    public static ConnectionCheck untested() {
        return UNTESTED;
    }

    /**
     * They work.
     *
     * @param accountId the service's id of the account, to notice when another one is connected; empty if it tells none
     * @param label what a person recognises the account by
     */
    public static ConnectionCheck ok(String accountId, String label) {
        return new ConnectionCheck(true, accountId, label, Values.empty());
    }

    /** Something worth keeping that is no secret, such as a data centre. */
    public ConnectionCheck fact(String name, String value) {
        return new ConnectionCheck(tested, accountId, label, facts.with(name, value));
    }

    /** Whether the credentials were tried, and work. */
    public boolean isTested() {
        return tested;
    }

    /** The service's id of the account. */
    public Optional<String> accountId() {
        return tested ? Optional.of(accountId) : Optional.empty();
    }

    /** What a person recognises the account by. */
    public Optional<String> label() {
        return tested ? Optional.of(label) : Optional.empty();
    }

    /** What is worth keeping. */
    public Values facts() {
        return facts;
    }
}
