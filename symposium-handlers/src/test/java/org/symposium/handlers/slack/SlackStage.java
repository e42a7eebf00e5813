package org.symposium.handlers.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's handler in a real engine, and WireMock that answers as Slack does. */
final class SlackStage implements AutoCloseable {
    static final String POSTED = "{\"ok\": true, \"channel\": \"C123ABC456\", \"ts\": \"1503435956.000247\"}";

    private final HandlerStage stage = new HandlerStage(new SlackHandler(), Credentials.of("token", "xoxb-1-secret"))
            .answersTake(Duration.ofMillis(1_010));

    /** Takes every message. */
    SlackStage takesAll() {
        stage.on(post(urlPathEqualTo("/chat.postMessage")), HandlerStage.json(200, POSTED));
        return this;
    }

    HandlerStage itself() {
        return stage;
    }

    /** A card with this Markdown, and an output of the bot that sends nothing but its content. */
    String output(String markdown, Values settings) {
        return output(
                stage.integrationId(),
                markdown,
                Values.of("channel", "C123ABC456").with(settings));
    }

    /** The same by a webhook of this path. */
    String webhookOutput(String path, String markdown, Values settings) {
        String hook = stage.ada()
                .integrations()
                .create(
                        "slack",
                        "Hook",
                        Credentials.of("webhook_url", stage.uri(path).toString()))
                .id();
        return output(hook, markdown, settings);
    }

    String output(String integrationId, String markdown, Values settings) {
        stage.ada().cards().create("The card's title", markdown, Values.empty(), List.of());
        return stage.ada()
                .outputs()
                .create(integrationId, "News", Settings.of(settings.asMap()), "{{#cards}}{{{content}}}{{/cards}}")
                .id();
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

    /** All texts of sections, in order. */
    static List<String> sections(List<JsonNode> messages) {
        var texts = new ArrayList<String>();
        messages.forEach(message -> message.path("blocks").forEach(block -> {
            if (block.path("type").asString("").equals("section")) {
                texts.add(block.path("text").path("text").asString(""));
            }
        }));
        return texts;
    }

    @Override
    public void close() {
        stage.close();
    }
}
