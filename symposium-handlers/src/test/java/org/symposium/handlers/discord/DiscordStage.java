package org.symposium.handlers.discord;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.List;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Discord's handler in a real engine, and WireMock that answers as Discord does. */
final class DiscordStage implements AutoCloseable {
    static final String ID = "223704706495545344";
    static final String TOKEN = "3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777c372ba2939e72279b945";
    static final String PATH = "/api/v10/webhooks/" + ID + "/" + TOKEN;
    static final String POSTED =
            "{\"id\": \"1250000000000000000\", \"type\": 0, \"channel_id\": \"199737254929760256\", \"content\": \"x\", \"mentions\": []}";
    static final String WEBHOOK = "{\"id\": \"" + ID + "\", \"type\": 1, \"guild_id\": \"199737254929760257\","
            + " \"channel_id\": \"199737254929760256\", \"name\": \"News\", \"avatar\": null, \"token\": \"" + TOKEN
            + "\", \"application_id\": null}";

    private final HandlerStage stage = new HandlerStage(
            new DiscordHandler(),
            Credentials.of("webhook_url", "https://discord.com/api/webhooks/" + ID + "/" + TOKEN));
    private final String hook = webhook("/api/webhooks/" + ID + "/" + TOKEN);

    /** Takes every message. */
    DiscordStage takesAll() {
        stage.on(post(urlPathEqualTo(PATH)), HandlerStage.json(200, POSTED));
        return this;
    }

    HandlerStage itself() {
        return stage;
    }

    /** The integration whose webhook is WireMock's. */
    String hook() {
        return hook;
    }

    /** One more, of this path. */
    String webhook(String path) {
        return stage.ada()
                .integrations()
                .create(
                        "discord",
                        "Hook",
                        Credentials.of("webhook_url", stage.uri(path).toString()))
                .id();
    }

    /** A card with this Markdown, and an output that sends nothing but its content. */
    String output(String markdown, Values settings) {
        card("The card's title", markdown, Values.empty());
        return outputOf(hook, settings);
    }

    /** One of the cards that are there. */
    String outputOf(String integrationId, Values settings) {
        return stage.ada()
                .outputs()
                .create(integrationId, "News", Settings.of(settings.asMap()), "{{#cards}}{{{content}}}{{/cards}}")
                .id();
    }

    void card(String title, String markdown, Values data) {
        stage.ada().cards().create(title, markdown, data, List.of());
    }

    RunResult deliver(String output) {
        return stage.ada().deliver(output);
    }

    /** What would be posted. */
    List<JsonNode> previewed(String output) {
        Preview preview = stage.ada().preview(output);
        if (preview.failure().isPresent()) {
            throw new AssertionError(preview.failure().toString());
        }
        return preview.calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.shown().text("body")))
                .toList();
    }

    @Override
    public void close() {
        stage.close();
    }
}
