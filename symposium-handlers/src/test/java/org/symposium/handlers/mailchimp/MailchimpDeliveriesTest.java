package org.symposium.handlers.mailchimp;

import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** Campaigns that are sent, and that are scheduled. */
class MailchimpDeliveriesTest {
    @Nested
    class Sent extends Deliveries {
        @Override
        protected Settings settings(FakeService service) {
            return Settings.of("list_id", "a1b2c3d4e5").with("campaign_name", "Weekly Digest");
        }
    }

    @Nested
    class Scheduled extends Deliveries {
        @Override
        protected Settings settings(FakeService service) {
            return Settings.of("list_id", "a1b2c3d4e5")
                    .with("mode", "schedule")
                    .with("send_at", "23:50")
                    .with("time_zone", "America/New_York");
        }
    }

    abstract static class Deliveries extends OutputHandlerContract {
        @Override
        protected OutputHandler handler() {
            return new MailchimpHandler();
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("api_key", "0123456789abcdef0123456789abcdef-us21");
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return MailchimpFake.answer(service().requests());
        }
    }
}
