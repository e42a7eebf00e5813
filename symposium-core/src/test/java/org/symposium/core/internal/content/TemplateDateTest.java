package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.model.InvalidInputException;

/** Moments in templates. */
class TemplateDateTest {
    private static final Map<String, Object> VALUES = Map.of(
            "moment", "2026-03-04T23:30:00Z",
            "offset", "2026-03-05T08:30:00.5+09:00",
            "day", "2026-03-04",
            "local", "2026-03-04T23:30",
            "word", "yesterday *evening*",
            "number", 5L,
            "far", "+999999999-01-01T00:00:00Z",
            "card", Map.of("created_at", "2026-03-04T23:30:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "{{date moment}}¦2026-03-05",
                "{{ date  moment }}¦2026-03-05",
                "{{date card.created_at}}¦2026-03-05",
                "{{#card}}{{date created_at}}{{/card}}¦2026-03-05",
                "{{#each card}}{{date this}}{{/each}}¦2026-03-05",
                "{{date moment \"d MMM uuuu, HH:mm\"}}¦5 Mar 2026, 00:30",
                "{{date moment 'd MMM uuuu'}}¦5 Mar 2026",
                "{{date moment \"d MMM uuuu HH:mm\" \"America/New_York\"}}¦4 Mar 2026 18:30",
                "{{date moment \"d. MMMM uuuu\" \"UTC\" \"de\"}}¦4\\. März 2026",
                "{{{date moment \"d. MMMM uuuu\" \"UTC\" \"de\"}}}¦4. März 2026",
                "{{date moment \"EEEE\" \"UTC\" \"pt-BR\"}}¦quarta-feira",
                "{{date moment \"d. 'de' MMMM\" \"UTC\" \"es\"}}¦4\\. de marzo",
                "{{date offset \"HH:mm\"}}¦00:30",
                "{{date day \"d MMM HH:mm\" \"America/New_York\"}}¦4 Mar 00:00",
                "{{date local \"d MMM HH:mm xxx\" \"America/New_York\"}}¦4 Mar 23:30 -05:00",
                "{{date word}}¦yesterday \\*evening\\*",
                "{{date number}} {{date far}}¦5 +999999999-01-01",
                "[{{date missing}}]¦[]"
            })
    void a_moment_shows_as_asked(String template, String expected) {
        assertThat(Template.compile("t", template).render(VALUES, ZoneId.of("Europe/Berlin")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "{{date \"uuuu\"}}¦is written as",
                "{{date moment uuuu}}¦is written as",
                "{{date moment \"uuuu}}¦is written as",
                "{{date moment \"uuuu\" zone}}¦is written as",
                "{{date moment \"u\" \"UTC\" \"en\" \"x\"}}¦is written as",
                "{{date a..b}}¦is written as",
                "{{date moment \"\"}}¦1 to 64 characters",
                "{{date moment \"jj\"}}¦no pattern",
                "{{date moment \"d {\"}}¦no pattern",
                "{{date moment \"d\" \"Mars/Olympus\"}}¦no time zone",
                "{{date moment \"d\" \"../etc/passwd\"}}¦no time zone",
                "{{date moment \"d\" \"UTC\" \"xx\"}}¦no language",
                "{{date moment \"d\" \"UTC\" \"\"}}¦no language",
                "{{date moment \"d\" \"UTC\" \"d\u0000e\"}}¦no language"
            })
    void a_date_that_is_written_wrong_is_refused_with_its_place(String template, String message) {
        assertThatThrownBy(() -> Template.compile("t", "a\n " + template.replace("\\u0000", "\0")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 2, column 2")
                .hasMessageContaining(message);
    }

    @Test
    void a_pattern_without_end_is_refused() {
        assertThatThrownBy(() -> Template.compile("t", "{{date x \"" + "p".repeat(100) + "u\"}}"))
                .hasMessageContaining("1 to 64 characters");
        assertThatThrownBy(() -> Template.compile("t", "{{date x \"" + "{".repeat(60) + "\"}}"))
                .isInstanceOf(InvalidInputException.class);
    }
}
