package org.symposium.handlers.notion;

import org.symposium.core.Engine;
import org.symposium.testkit.FakeService;

/** An engine that asks a service on loopback instead of Notion. */
final class NotionStage {
    private NotionStage() {}

    static Engine engine(FakeService service) {
        return Engine.builder()
                .handler(new NotionHandler())
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl("notion", service.uri(""))
                .build();
    }
}
