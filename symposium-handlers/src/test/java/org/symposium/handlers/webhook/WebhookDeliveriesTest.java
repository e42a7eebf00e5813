package org.symposium.handlers.webhook;

import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** One message for all cards, one for each, and JSON of one's own. */
class WebhookDeliveriesTest {
    @Nested
    class OneMessage extends Deliveries {
        OneMessage() {
            super(false);
        }
    }

    @Nested
    class OneForEachCard extends Deliveries {
        OneForEachCard() {
            super(true);
        }
    }

    @Nested
    class OwnJson extends Deliveries {
        OwnJson() {
            super(true);
        }

        @Override
        protected Settings settings(FakeService service) {
            return super.settings(service)
                    .with("method", "PUT")
                    .with("json_template", "{\"text\": \"{{title}}: {{{content}}}\", \"n\": \"{{data.n}}\"}");
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("hmac_secret", "a-secret-of-the-receiver");
        }
    }

    abstract static class Deliveries extends OutputHandlerContract {
        private final boolean perCard;

        Deliveries(boolean perCard) {
            this.perCard = perCard;
        }

        @Override
        protected OutputHandler handler() {
            return new WebhookHandler();
        }

        @Override
        protected Settings settings(FakeService service) {
            return Settings.of("url", service.uri("/hook")).with("per_card", perCard);
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .with("bearer_token", "b3arer-of-the-receiver");
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return Reply.of(204, "text/plain", "");
        }
    }
}
