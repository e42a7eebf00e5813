package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** The run's ids in the log's context while it lasts. Owners may be e-mail addresses, so a hash stands for them. */
final class LogScope {
    private static final String EXECUTION = "symposium.execution";
    private static final String INTEGRATION = "symposium.integration";
    private static final String OWNER = "symposium.owner";

    private LogScope() {}

    static <T> T within(Target target, Order order, Supplier<T> work) {
        MDC.put(EXECUTION, order.executionId());
        MDC.put(INTEGRATION, target.integration().id());
        MDC.put(OWNER, hash(target.owner()));
        try {
            return work.get();
        } finally {
            MDC.remove(EXECUTION);
            MDC.remove(INTEGRATION);
            MDC.remove(OWNER);
        }
    }

    private static String hash(String owner) {
        return UUID.nameUUIDFromBytes(("symposium " + owner).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
