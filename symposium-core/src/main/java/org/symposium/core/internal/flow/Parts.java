package org.symposium.core.internal.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.ProviderRevocation;
import org.symposium.core.internal.content.Templates;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.health.Health;
import org.symposium.core.internal.http.HttpRoad;
import org.symposium.core.internal.oauth.Providers;
import org.symposium.core.internal.runs.ActiveRuns;
import org.symposium.core.internal.runs.Events;
import org.symposium.core.internal.runs.Ids;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.runs.RetryPolicy;
import org.symposium.core.internal.runs.RunSlots;
import org.symposium.core.internal.runs.Threads;
import org.symposium.core.internal.schedule.NextRun;
import org.symposium.core.internal.types.TypeRegistry;
import org.symposium.spi.Stores;
import org.symposium.spi.model.WhenRunning;

/**
 * What the flows, and the host's view of them, share: made once when the engine is built.
 *
 * @param retries of types that bring no policy of their own
 * @param longestDelay most time that an attempt may be put back, all times together
 * @param whenRunning what becomes of a second call for something that is running
 * @param runDeadline most time that one run may take
 * @param threads what works beside the thread of a run
 */
public record Parts(
        Stores stores,
        Clock clock,
        Ids ids,
        TypeRegistry types,
        CredentialSafe safe,
        HttpRoad road,
        Templates templates,
        LeaseKeeper leases,
        ActiveRuns active,
        RunSlots slots,
        Events events,
        AuditLog audit,
        Providers providers,
        ProviderRevocation revocation,
        NextRun nextRun,
        QueueEntries entries,
        Health health,
        RetryPolicy retries,
        Duration longestDelay,
        WhenRunning whenRunning,
        Duration runDeadline,
        Threads threads) {
    /**
     * What time it is for the queue, which may not be what the host's clock shows: for what is due now, or soon. By the host's clock it would wait for as long as
     * that is ahead.
     */
    Instant queueNow() {
        return stores.clock().instant();
    }
}
