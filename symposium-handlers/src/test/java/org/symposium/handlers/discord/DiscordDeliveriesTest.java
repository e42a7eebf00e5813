package org.symposium.handlers.discord;

import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** Of two messages: texts in a channel, a post of a forum that goes on in itself. */
class DiscordDeliveriesTest {
    @Nested
    class Texts extends Deliveries {
        Texts() {
            super(Settings.none());
        }
    }

    @Nested
    class AForumPostOfEmbeds extends Deliveries {
        AForumPostOfEmbeds() {
            super(Settings.of("layout", "cards").with("forum_post", true));
        }
    }

    abstract static class Deliveries extends OutputHandlerContract {
        private final Settings settings;

        Deliveries(Settings settings) {
            this.settings = settings;
        }

        @Override
        protected OutputHandler handler() {
            return new DiscordHandler();
        }

        @Override
        protected Settings settings(FakeService service) {
            return settings;
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of(
                    "webhook_url",
                    service()
                            .uri("/api/webhooks/" + DiscordStage.ID + "/" + DiscordStage.TOKEN)
                            .toString());
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return Reply.json(DiscordStage.POSTED);
        }

        @Override
        protected String content(int number) {
            return "Words. ".repeat(settings.values().isEmpty() ? 140 : 400);
        }
    }
}
