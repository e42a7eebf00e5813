package org.symposium.handlers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackDialectTest {
    private final SlackStage stage = new SlackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void markdown_becomes_block_kit() {
        String output = stage.output(HandlerStage.resource(getClass(), "dialect.md"), Values.empty());

        JsonNode blocks = stage.previewed(output).get(0).path("blocks");

        assertThat(blocks.toPrettyString())
                .isEqualTo(JsonMapper.shared()
                        .readTree(HandlerStage.resource(getClass(), "dialect.json"))
                        .toPrettyString());
    }

    @Test
    void pictures_are_links_only_where_they_are_not_wanted() {
        String output = stage.output("![The chart](https://example.org/chart.png)", Values.of("show_pictures", false));

        assertThat(stage.previewed(output).get(0).path("blocks").toString())
                .isEqualTo("[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\","
                        + "\"text\":\"<https://example.org/chart.png|The chart>\",\"verbatim\":true}}]");
    }

    @Test
    void a_heading_that_is_too_long_for_a_header_or_has_a_link_is_a_bold_line() {
        String longest = "x".repeat(150);
        String output = stage.output(
                "# " + longest + "\n\n# " + longest + "y\n\n# [a link](https://example.org/)", Values.empty());

        JsonNode blocks = stage.previewed(output).get(0).path("blocks");

        assertThat(blocks.path(0).path("type").asString("")).isEqualTo("header");
        assertThat(blocks.path(0).path("text").path("text").asString("")).isEqualTo(longest);
        assertThat(blocks.path(1).path("text").path("text").asString("")).isEqualTo("*" + longest + "y*");
        assertThat(blocks.path(2).path("text").path("text").asString("")).isEqualTo("*<https://example.org/|a link>*");
    }

    @Test
    void a_subject_stands_above_the_message_if_it_is_wanted() {
        String output = stage.output("text", Values.of("show_subject", true));

        JsonNode message = stage.previewed(output).get(0);

        assertThat(message.path("blocks").path(0).path("type").asString("")).isEqualTo("header");
        assertThat(message.path("blocks").path(0).path("text").path("text").asString(""))
                .isEqualTo("The card's title");
        assertThat(message.path("text").asString("")).isEqualTo("The card's title");
    }
}
