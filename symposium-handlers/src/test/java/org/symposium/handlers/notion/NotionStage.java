package org.symposium.handlers.notion;

import java.time.Duration;
import org.symposium.core.Engine;
import org.symposium.core.InMemoryStores;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.LeapingClock;

/** An engine that asks a service on loopback instead of Notion. */
final class NotionStage {
    private NotionStage() {}

    /** One whose limits go by a clock that the service's answers put on. */
    static Engine engine(FakeService service) {
        var clock = LeapingClock.at("2026-01-31T09:00:00Z");
        service.answersTake(clock, Duration.ofMillis(350));
        return Engine.builder()
                .stores(new InMemoryStores(clock))
                .callAttempts(3, Duration.ofMillis(1), Duration.ofMillis(2))
                .handler(new NotionHandler())
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl("notion", service.uri(""))
                .build();
    }
}
