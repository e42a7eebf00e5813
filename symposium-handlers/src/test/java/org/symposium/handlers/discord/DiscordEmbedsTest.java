package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

class DiscordEmbedsTest {
    private static final Values CARDS = Values.of("layout", "cards");

    private final DiscordStage stage = new DiscordStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_card_is_an_embed_with_its_title_address_and_first_picture() {
        stage.card(
                "It's *new* @everyone",
                "Some **text**.\n\n![A chart](https://example.org/chart.png)\n\n![More](https://example.org/more.png)",
                Values.of("url", "https://example.org/card"));

        JsonNode message = stage.previewed(stage.outputOf(stage.hook(), CARDS.with("color", "#3388FF")))
                .get(0);

        assertThat(message.path("embeds").toString())
                .isEqualTo("[{\"title\":\"It's \\\\*new\\\\* @" + DiscordMarkdown.BREAK
                        + "everyone\",\"url\":\"https://example.org/card\","
                        + "\"description\":\"Some **text**.\\n\\n[More](https://example.org/more.png)\","
                        + "\"image\":{\"url\":\"https://example.org/chart.png\"},\"color\":3377407}]");
        assertThat(message.has("content")).isFalse();
        assertThat(message.has("flags")).as("it would hide the embeds").isFalse();
    }

    @Test
    void pictures_are_links_only_where_they_are_not_wanted() {
        stage.card("a", "![A chart](https://example.org/chart.png)", Values.empty());

        JsonNode embed = embed(CARDS.with("show_pictures", false), 0);

        assertThat(embed.path("description").asString("")).isEqualTo("[A chart](https://example.org/chart.png)");
        assertThat(embed.has("image")).isFalse();
    }

    @Test
    void an_address_links_one_embed_only_and_only_if_it_is_one() {
        stage.card("a", "x", Values.of("url", "https://example.org/same"));
        stage.card("b", "x", Values.of("url", "https://example.org/same"));
        stage.card("c", "x", Values.of("url", "javascript:alert(1)"));
        stage.card("d", "x", Values.of("url", "https://example.org/ <b>"));

        JsonNode embeds =
                stage.previewed(stage.outputOf(stage.hook(), CARDS)).get(0).path("embeds");

        assertThat(embeds.size()).isEqualTo(4);
        assertThat(embeds.toString().split("\"url\"", -1)).hasSize(2);
    }

    @Test
    void ten_embeds_are_a_message() {
        for (int number = 0; number < 11; number++) {
            stage.card("Card " + number, "x", Values.empty());
        }

        List<JsonNode> messages = stage.previewed(stage.outputOf(stage.hook(), CARDS.with("show_subject", true)));

        assertThat(messages)
                .extracting(message -> message.path("embeds").size())
                .containsExactly(10, 1);
        assertThat(messages.get(0).path("content").asString("")).startsWith("# ");
        assertThat(messages.get(1).has("content")).isFalse();
    }

    @Test
    void six_thousand_characters_in_all_embeds_are_a_message() {
        stage.card("a", "x".repeat(2_999), Values.empty());
        stage.card("b", "y".repeat(2_999), Values.empty());
        assertThat(stage.previewed(stage.outputOf(stage.hook(), CARDS))).hasSize(1);

        stage.card("c", "z", Values.empty());

        assertThat(stage.previewed(stage.outputOf(stage.hook(), CARDS))).hasSize(2);
    }

    @Test
    void what_an_embed_has_no_room_for_goes_on_in_the_next_without_the_title() {
        stage.card("a", "x".repeat(4_097), Values.empty());

        assertThat(embed(CARDS, 0).path("title").asString("")).isEqualTo("a");
        assertThat(embed(CARDS, 0).path("description").asString("")).hasSize(4_096);
        assertThat(embed(CARDS, 1).has("title")).isFalse();
        assertThat(embed(CARDS, 1).path("description").asString("")).hasSize(1);
    }

    @Test
    void a_title_is_cut_to_what_discord_takes_escapes_and_all() {
        stage.card("*".repeat(200), "", Values.empty());

        JsonNode embed = embed(CARDS, 0);

        assertThat(embed.path("title").asString("")).hasSizeBetween(200, 256).endsWith("\\*…");
        assertThat(embed.has("description")).isFalse();
    }

    private JsonNode embed(Values settings, int number) {
        return stage.previewed(stage.outputOf(stage.hook(), settings))
                .get(0)
                .path("embeds")
                .path(number);
    }
}
