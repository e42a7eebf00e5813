package org.symposium.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutTextTest {
    @Test
    void text_is_cut_between_code_points_and_never_longer_than_asked_for() {
        var random = new Random(3);
        int[] points = {'a', 0x1, 0xfc, 0x20ac, 0x1f388, 0x7ff, 0x800, 0xffff, 0x10000};
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(60), 0, points.length).forEach(at -> text.appendCodePoint(points[at]));
            int most = 3 + random.nextInt(100);

            String cut = CutText.to(text.toString(), most);

            byte[] utf8 = cut.getBytes(StandardCharsets.UTF_8);
            assertThat(utf8.length).isLessThanOrEqualTo(most).isEqualTo((int) CutText.bytes(cut));
            boolean fits = CutText.bytes(text.toString()) <= most;
            assertThat(cut.equals(text.toString())).as("%s in %s", text, most).isEqualTo(fits);
            if (!fits) {
                assertThat(text.toString()).startsWith(cut.substring(0, cut.length() - 1));
                assertThat(utf8.length).as("as much as fits").isGreaterThan(most - 4);
                assertThat(cut).endsWith("…");
            }
        }
    }
}
