package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.symposium.spi.model.Integration;

/** The run's ids in the log's context while it lasts. Owners may be e-mail addresses, so a hash stands for them. */
final class LogScope {
    private static final String EXECUTION = "symposium.execution";
    private static final String INTEGRATION = "symposium.integration";
    private static final String OWNER = "symposium.owner";

    private LogScope() {}

    static <T> T within(Target target, Order order, Supplier<T> work) {
        var before = new HashMap<String, @Nullable String>();
        for (String name : List.of(EXECUTION, INTEGRATION, OWNER)) {
            before.put(name, MDC.get(name)); // a query's run may work on one of its sources
        }
        MDC.put(EXECUTION, order.executionId());
        set(INTEGRATION, target.connected().map(Integration::id).orElse(null));
        MDC.put(OWNER, hash(target.owner()));
        try {
            return work.get();
        } finally {
            before.forEach(LogScope::set);
        }
    }

    private static void set(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }

    private static String hash(String owner) {
        return UUID.nameUUIDFromBytes(("symposium " + owner).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
