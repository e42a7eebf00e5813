package org.symposium.handlers.slack;

import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** Of three messages: the first and a thread, all in the channel, by webhook. */
class SlackDeliveriesTest {
    private static final String POSTED = "{\"ok\": true, \"channel\": \"C123ABC456\", \"ts\": \"1503435956.000247\"}";

    @Nested
    class InAThread extends Bot {
        InAThread() {
            super("thread");
        }
    }

    @Nested
    class InTheChannel extends Bot {
        InTheChannel() {
            super("channel");
        }
    }

    @Nested
    class ByWebhook extends ThreeMessages {
        @Override
        protected Settings settings(FakeService service) {
            return Settings.none();
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of(
                    "webhook_url",
                    service()
                            .uri("/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX")
                            .toString());
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return Reply.of(200, "text/html", "ok");
        }
    }

    abstract static class Bot extends ThreeMessages {
        private final String rest;

        Bot(String rest) {
            this.rest = rest;
        }

        @Override
        protected Settings settings(FakeService service) {
            return Settings.of("channel", "#general").with("rest", rest);
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("token", "xoxb-17653672481-19874698323");
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return Reply.json(POSTED);
        }
    }

    abstract static class ThreeMessages extends OutputHandlerContract {
        @Override
        protected OutputHandler handler() {
            return new SlackHandler();
        }

        @Override
        protected String content(int number) {
            return "Words.\n\n".repeat(45);
        }
    }
}
