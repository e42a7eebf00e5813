package org.symposium.handlers.notion;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** Every way in which cards become pages. */
class NotionDeliveriesTest {
    @Nested
    class PageForEachCard extends Deliveries {
        PageForEachCard() {
            super(Settings.of("database", NotionFake.DATABASE)
                    .with("properties", Map.of("My multi_select", "{{tags}}")));
        }
    }

    @Nested
    class UpdatedByAProperty extends Deliveries {
        UpdatedByAProperty() {
            super(Settings.of("database", NotionFake.SOURCE)
                    .with("properties", Map.of("My url", "https://example.org/{{data.n}}"))
                    .with("match_property", "My url"));
        }
    }

    @Nested
    class OnePageUnderAPage extends Deliveries {
        OnePageUnderAPage() {
            super(Settings.of("target", "page").with("page", NotionFake.PAGE).with("pages", "one"));
        }
    }

    @Nested
    class AddedToAPage extends Deliveries {
        AddedToAPage() {
            super(Settings.of("target", "page").with("page", NotionFake.PAGE).with("pages", "append"));
        }
    }

    abstract static class Deliveries extends OutputHandlerContract {
        private final Settings settings;

        Deliveries(Settings settings) {
            this.settings = settings;
        }

        @Override
        protected OutputHandler handler() {
            return new NotionHandler();
        }

        @Override
        protected Settings settings(FakeService service) {
            return settings;
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("token", "ntn_0123456789abcdef");
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return NotionFake.answer(service().requests());
        }
    }
}
