package org.symposium.core.internal.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.oauth.Proof;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.AuthorizationException.Reason;
import org.symposium.spi.model.PendingConnection;

/** Users on their way to connect. Each state is good for one return, of the user it was given to, in ten minutes. */
final class PendingConnections {
    /** Whoever comes back late is told so for this long; later nothing is known of them. */
    private static final Duration KEPT_AFTER = Duration.ofHours(1);

    /** At one time, of one owner: more come of a script. The oldest give way. */
    private static final int MOST_OF_ONE = 50;

    private static final int PAGE = 500;
    private static final int LONGEST_STATE = 200;

    private final Table<PendingConnection> table;
    private final Clock clock;

    PendingConnections(Stores stores, Clock clock) {
        this.table = stores.table(PendingConnection.KIND);
        this.clock = clock;
    }

    void add(PendingConnection row) {
        List<PendingConnection> earlier = table.page(row.owner(), Map.of(), "", PAGE);
        earlier.stream()
                .sorted(Comparator.comparing(PendingConnection::createdAt).reversed())
                .skip(MOST_OF_ONE - 1)
                .forEach(old -> table.remove(old.owner(), old.id()));
        if (!table.insert(row)) {
            throw new IllegalStateException("a state was made twice");
        }
    }

    /**
     * Takes a user back, once.
     *
     * @return as it was before it was used
     * @throws AuthorizationException when the state is not this user's, in this session, now; then it stays as it is
     */
    PendingConnection take(String owner, String state, String session) {
        PendingConnection row = find(owner, state)
                .orElseThrow(() -> new AuthorizationException(
                        Reason.UNKNOWN_STATE,
                        "This user was not sent to a service with the state that came back.",
                        "Connect again, and complete it as the same user."));
        if (row.isUsed()) {
            throw used();
        }
        if (!clock.instant().isBefore(row.expiresAt())) {
            throw new AuthorizationException(
                    Reason.EXPIRED_STATE,
                    "It took longer than " + AuthorizationFlow.MOST_AWAY.toMinutes() + " minutes to come back.",
                    "Connect again.");
        }
        if (!row.session().isEmpty() && !row.session().equals(session.isEmpty() ? "" : Proof.digest(session))) {
            throw new AuthorizationException(
                    Reason.OTHER_SESSION,
                    "The connection was begun in another session.",
                    "Complete it in the browser in which it was begun, or connect again.");
        }
        if (!table.replace(row.used(), row.revision())) {
            throw used();
        }
        return row;
    }

    /** Removes what has ended long enough ago, of all owners. */
    int prune(Instant now) {
        int removed = 0;
        Optional<PendingConnection> last = Optional.empty();
        List<PendingConnection> page;
        do {
            page = table.scan(Map.of(), last, PAGE);
            for (PendingConnection row : page) {
                if (row.expiresAt().plus(KEPT_AFTER).isBefore(now) && table.remove(row.owner(), row.id())) {
                    removed++;
                }
            }
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE);
        return removed;
    }

    private Optional<PendingConnection> find(String owner, String state) {
        return state.isBlank() || state.length() > LONGEST_STATE
                ? Optional.empty()
                : table.find(owner, Proof.digest(state));
    }

    private static AuthorizationException used() {
        return new AuthorizationException(
                Reason.USED_STATE, "The user has come back with this state before.", "Connect again.");
    }
}
