package org.symposium.handlers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

class SlackSplitTest {
    private final SlackStage stage = new SlackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void fifty_blocks_are_a_message_and_the_next_one_begins_another() {
        List<JsonNode> messages = previewed(paragraphs(51));

        assertThat(messages)
                .extracting(message -> message.path("blocks").size())
                .containsExactly(50, 1);
        assertThat(messages)
                .extracting(message -> message.path("text").asString(""))
                .containsExactly("The card's title (1/2)", "The card's title (2/2)");
    }

    @Test
    void twelve_thousand_characters_are_a_message() {
        assertThat(previewed("x".repeat(12_000))).hasSize(1);
        assertThat(previewed("x".repeat(12_001))).hasSize(2);
    }

    @Test
    void a_section_holds_three_thousand_characters_as_slack_counts_them() {
        assertThat(sizes(previewed("x".repeat(3_000)))).containsExactly(3_000);
        assertThat(sizes(previewed("x".repeat(3_001)))).containsExactly(3_000, 1);
        assertThat(sizes(previewed("\\<".repeat(1_000)))).containsExactly(3_000, 1_000);
    }

    @Test
    void an_entity_a_link_and_a_code_point_are_never_cut() {
        String text = "a & b <c> [label](https://example.org/path?a=b&c=d) 🙂👨‍👩‍👧 ".repeat(400);

        List<String> sections = SlackStage.sections(previewed(text));

        assertThat(sections).hasSizeGreaterThan(5).allSatisfy(section -> {
            assertThat(section).doesNotContainPattern("&(?!amp;|lt;|gt;)");
            assertThat(section.replaceAll("<https://example\\.org/path\\?a=b&amp;c=d\\|label>", ""))
                    .doesNotContain("<", ">");
            assertThat(Character.isLowSurrogate(section.charAt(0))).isFalse();
        });
    }

    @Test
    void code_is_closed_and_opened_again() {
        String code = IntStream.range(0, 700).mapToObj(line -> "line " + line).collect(Collectors.joining("\n"));

        List<String> sections = SlackStage.sections(previewed("```java\n" + code + "\n```"));

        assertThat(sections)
                .hasSizeGreaterThan(1)
                .allSatisfy(section -> assertThat(section).startsWith("```\n").endsWith("\n```"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_comes_keeps_to_the_limits_and_nothing_is_lost(long seed) {
        var random = new Random(seed);
        String markdown = IntStream.range(0, 300)
                .mapToObj(number -> block(random, number))
                .collect(Collectors.joining("\n\n"));

        List<JsonNode> messages = previewed(markdown);

        assertThat(messages).hasSizeGreaterThan(3).allSatisfy(message -> {
            assertThat(message.path("blocks").size()).isBetween(1, 50);
            assertThat(sizes(List.of(message)).stream().mapToInt(size -> size).sum())
                    .isLessThanOrEqualTo(12_000);
            assertThat(sizes(List.of(message)))
                    .allSatisfy(size -> assertThat(size).isBetween(1, 3_000));
        });
        String all = messages.toString();
        assertThat(IntStream.range(0, 300).filter(number -> !all.contains("w" + number + "w")))
                .as("words that are lost")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<!-- nothing -->", "```\n```"})
    void a_template_that_gives_nothing_sends_nothing(String markdown) {
        String output = stage.takesAll().output(markdown, Values.of("show_subject", true));

        RunResult result = stage.deliver(output);

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(result.failure().orElseThrow().suggestion()).contains("template");
        assertThat(stage.itself().requests()).isEmpty();
    }

    private static String block(Random random, int number) {
        String word = "w" + number + "w ";
        String words = "some *words* & <more> ".repeat(random.nextInt(60));
        return switch (random.nextInt(7)) {
            case 0 -> "# " + word + "x".repeat(random.nextInt(200));
            case 1 -> "- " + word + words + "\n- " + words + "\n  - [deep](https://example.org/" + number + ")";
            case 2 -> "> " + word + words;
            case 3 -> "```\n" + word + words.repeat(random.nextInt(4)) + "\n```";
            case 4 -> "| a | b |\n|---|---|\n| " + word + " | " + words + " |";
            case 5 -> "![" + word.strip() + "](https://example.org/" + number + ".png)";
            default -> word + words.repeat(random.nextInt(5));
        };
    }

    private List<JsonNode> previewed(String markdown) {
        try (var other = new SlackStage()) {
            return other.previewed(other.output(markdown, Values.empty()));
        }
    }

    private static List<Integer> sizes(List<JsonNode> messages) {
        return SlackStage.sections(messages).stream().map(String::length).toList();
    }

    private static String paragraphs(int count) {
        return IntStream.range(0, count).mapToObj(number -> "p" + number).collect(Collectors.joining("\n\n"));
    }
}
