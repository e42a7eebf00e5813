package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextPiecesTest {
    private static final String FAMILY = "👩‍👩‍👧";

    @Test
    void text_is_cut_after_blanks() {
        assertThat(TextPieces.of("one two three", 8)).containsExactly("one two ", "three");
        assertThat(TextPieces.of("one\ntwo three", 5)).containsExactly("one\n", "two ", "three");
        assertThat(TextPieces.of("short", 5)).containsExactly("short");
        assertThat(TextPieces.of("", 5)).isEmpty();
    }

    @Test
    void a_character_is_torn_only_when_it_is_longer_than_a_piece() {
        assertThat(TextPieces.of("ab" + FAMILY + FAMILY, 10)).containsExactly("ab" + FAMILY, FAMILY);
        assertThat(TextPieces.of("e\u0301".repeat(3), 3)).containsExactly("e\u0301", "e\u0301", "e\u0301");
        assertThat(String.join("", TextPieces.of(FAMILY, 3))).isEqualTo(FAMILY);
    }

    @Test
    void pieces_joined_are_the_text_and_none_is_too_long_or_ends_inside_a_code_point() {
        Random random = new Random(11);
        List<String> parts =
                List.of("a", "word", " ", "\n", "😀", FAMILY, "e\u0301", "العربية", "\uD83D", "—", "\u0301");
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(60), 0, parts.size()).forEach(part -> text.append(parts.get(part)));
            int most = random.nextInt(2, 40);
            List<String> pieces = TextPieces.of(text.toString(), most);
            assertThat(String.join("", pieces)).isEqualTo(text.toString());
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(piece).isNotEmpty().hasSizeLessThanOrEqualTo(most);
            });
            for (int at = 1; at < pieces.size(); at++) {
                boolean torn = Character.isHighSurrogate(
                                pieces.get(at - 1).charAt(pieces.get(at - 1).length() - 1))
                        && Character.isLowSurrogate(pieces.get(at).charAt(0));
                assertThat(torn).isFalse();
            }
        }
    }

    @Test
    void a_character_with_thousands_of_marks_is_cut_soon() {
        String monster = "a" + "\u0301".repeat(500_000);
        assertThat(String.join("", TextPieces.of(monster, 100))).isEqualTo(monster);
    }

    @Test
    void a_shortened_text_says_so() {
        assertThat(TextPieces.shortened("short", 5)).isEqualTo("short");
        assertThat(TextPieces.shortened("longer", 5)).isEqualTo("long…");
        assertThat(TextPieces.shortened("two words", 5)).isEqualTo("two…");
        assertThat(TextPieces.shortened("ab😀😀", 4)).isEqualTo("ab…");
        assertThat(TextPieces.shortened("😀😀", 2)).isEqualTo("…");
    }

    @Test
    void a_limit_without_room_for_a_code_point_is_refused() {
        assertThatThrownBy(() -> TextPieces.of("abc", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextPieces.shortened("abc", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
