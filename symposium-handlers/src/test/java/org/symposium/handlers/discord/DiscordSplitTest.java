package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

class DiscordSplitTest {
    private final DiscordStage stage = new DiscordStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void two_thousand_characters_are_a_message_however_many_units_they_take() {
        assertThat(sizes("x".repeat(2_000))).containsExactly(2_000);
        assertThat(sizes("🙂".repeat(2_001))).containsExactly(2_000, 1);
    }

    @Test
    void what_escaping_adds_counts() {
        assertThat(sizes("\\*".repeat(1_001))).containsExactly(2_000, 2);
    }

    @Test
    void blocks_stay_whole_and_a_heading_with_what_follows_it() {
        String paragraph = "x".repeat(1_500);

        List<JsonNode> messages = previewed(paragraph + "\n\n## Next\n\n" + paragraph, Values.empty());

        assertThat(messages).extracting(DiscordSplitTest::content).containsExactly(paragraph, "## Next\n" + paragraph);
    }

    @Test
    void code_is_closed_and_opened_again_with_its_language() {
        String code = IntStream.range(0, 400).mapToObj(line -> "line " + line).collect(Collectors.joining("\n"));

        assertThat(previewed("```java\n" + code + "\n```", Values.empty()))
                .hasSizeGreaterThan(1)
                .extracting(DiscordSplitTest::content)
                .allSatisfy(
                        text -> assertThat(text).startsWith("```java\nline ").endsWith("\n```"));
    }

    @ParameterizedTest
    @CsvSource({"text, 1", "text, 2", "embeds, 3"})
    void whatever_comes_keeps_to_the_limits_and_nothing_is_lost(String layout, long seed) {
        var random = new Random(seed);
        String markdown =
                IntStream.range(0, 60).mapToObj(number -> block(random, number)).collect(Collectors.joining("\n\n"));

        List<JsonNode> messages = previewed(markdown, Values.of("layout", layout));

        assertThat(messages).hasSizeGreaterThan(2).allSatisfy(DiscordSplitTest::assertWithinLimits);
        String all = messages.toString();
        assertThat(IntStream.range(0, 60).filter(number -> !all.contains("w" + number + "w")))
                .as("words that are lost")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<!-- nothing -->", "```\n```"})
    void a_template_that_gives_nothing_sends_nothing(String markdown) {
        for (String layout : List.of("text", "embeds")) {
            String output = stage.takesAll()
                    .output(markdown, Values.of("layout", layout).with("show_subject", true));

            RunResult result = stage.deliver(output);

            assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(result.failure().orElseThrow().suggestion()).contains("template");
        }
        assertThat(stage.itself().requests()).isEmpty();
    }

    /** Discord's limits: its page on messages. */
    static void assertWithinLimits(JsonNode message) {
        assertThat(length(content(message))).isLessThanOrEqualTo(2_000);
        assertThat(message.path("embeds").size()).isLessThanOrEqualTo(10);
        int together = 0;
        for (JsonNode embed : message.path("embeds")) {
            String title = embed.path("title").asString("");
            String description = embed.path("description").asString("");
            assertThat(length(title)).isLessThanOrEqualTo(256);
            assertThat(length(description)).isLessThanOrEqualTo(4_096);
            assertThat(title + description + embed.path("image")).isNotBlank();
            together += length(title) + length(description);
        }
        assertThat(together).isLessThanOrEqualTo(6_000);
        assertThat(content(message).isEmpty()).isEqualTo(message.has("embeds"));
        assertThat(countOf(content(message), "```") % 2).as("fences").isZero();
    }

    private static int countOf(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String content(JsonNode message) {
        return message.path("content").asString("");
    }

    private static String block(Random random, int number) {
        String word = "w" + number + "w ";
        String words = "some *words* & \\||more|| 🙂 ".repeat(random.nextInt(40));
        return switch (random.nextInt(7)) {
            case 0 -> "# " + word + "x".repeat(random.nextInt(200));
            case 1 -> "- " + word + words + "\n- " + words + "\n  - [deep](https://example.org/" + number + ")";
            case 2 -> "> " + word + words;
            case 3 -> "```\n" + word + words.repeat(random.nextInt(4)) + "\n```";
            case 4 -> "| a | b |\n|---|---|\n| " + word + " | " + words.replace("|", "") + " |";
            case 5 -> "![" + word.strip() + "](https://example.org/" + word.strip() + ".png)";
            default -> word + words.repeat(random.nextInt(4));
        };
    }

    private List<Integer> sizes(String markdown) {
        return previewed(markdown, Values.empty()).stream()
                .map(message -> length(content(message)))
                .toList();
    }

    private List<JsonNode> previewed(String markdown, Values settings) {
        try (var other = new DiscordStage()) {
            return other.previewed(other.output(markdown, settings));
        }
    }
}
