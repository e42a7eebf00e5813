package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fri, 24 Nov 2023 10:11:12 GMT            | 2023-11-24T10:11:12Z
            Fri, 24 Nov 2023 10:11:12 +0100          | 2023-11-24T09:11:12Z
            Fri, 24 Nov 2023 10:11:12 -05:30         | 2023-11-24T15:41:12Z
            Fri, 24 Nov 2023 10:11:12 GMT+0200       | 2023-11-24T08:11:12Z
            Fri, 24 Nov 2023 10:11:12 EST            | 2023-11-24T15:11:12Z
            Fri, 24 Nov 2023 10:11:12 PT             | 2023-11-24T18:11:12Z
            Fri, 24 Nov 2023 10:11:12 Etc/GMT        | 2023-11-24T10:11:12Z
            Fri, 24 Nov 2023 10:11:12 America/New_York | 2023-11-24T15:11:12Z
            Fri, 24 Nov 2023 10:11:12 A              | 2023-11-24T10:11:12Z
            Fri, 24 Nov 2023 10:11:12                | 2023-11-24T10:11:12Z
            Fri, 24 Nov 2023 10:11 UT                | 2023-11-24T10:11:00Z
            24 Nov 2023                              | 2023-11-24T00:00:00Z
            Fri,24 Nov 2023 10:11:12 Z               | 2023-11-24T10:11:12Z
            Mon, 24 Nov 2023 10:11:12 GMT            | 2023-11-24T10:11:12Z
            Friday, 24 November 2023 10:11:12 GMT    | 2023-11-24T10:11:12Z
            24 Nov 23 10:11:12 GMT                   | 2023-11-24T10:11:12Z
            24 Nov 94 10:11:12 GMT                   | 1994-11-24T10:11:12Z
            Sunday, 06-Nov-94 08:49:37 GMT           | 1994-11-06T08:49:37Z
            Jan 23 2018                              | 2018-01-23T00:00:00Z
            January 23, 2018 3:04 PM                 | 2018-01-23T15:04:00Z
            January 23, 2018 12:04 AM                | 2018-01-23T00:04:00Z
            Fri Nov 24 10:11:12 2023                 | 2023-11-24T10:11:12Z
            Fri Nov 24 10:11:12 EST 2023             | 2023-11-24T15:11:12Z
            Fri, 24 Nov 2023 24:00:00 GMT            | 2023-11-25T00:00:00Z
            Sat, 31 Dec 2016 23:59:60 GMT            | 2016-12-31T23:59:59Z
            Fr, 24 Dez 2023 10:11:12 +0100           | 2023-12-24T09:11:12Z
            mar. 05 déc. 2023 10:11:12 +0100         | 2023-12-05T09:11:12Z
            lun, 5 ago 2024 10:00:00 +0000           | 2024-08-05T10:00:00Z
            пт, 24 ноя 2023 10:11:12 +0300           | 2023-11-24T07:11:12Z
            24.11.2023 10:11                         | 2023-11-24T10:11:00Z
            2023-11-24T10:11:12Z                     | 2023-11-24T10:11:12Z
            2023-11-24t10:11:12z                     | 2023-11-24T10:11:12Z
            2023-11-24T10:11:12.345678+02:00         | 2023-11-24T08:11:12.345678Z
            2023-11-24T10:11:12.123456789123Z        | 2023-11-24T10:11:12.123456789Z
            2023-11-24T10:11+0200                    | 2023-11-24T08:11:00Z
            2023-11-24 10:11:12                      | 2023-11-24T10:11:12Z
            2023-11-24 10:11:12 CET                  | 2023-11-24T09:11:12Z
            2023-11-24 10:11:12 -0500                | 2023-11-24T15:11:12Z
            2023/11/24 10:11                         | 2023-11-24T10:11:00Z
            20231124T101112Z                         | 2023-11-24T10:11:12Z
            20231124                                 | 2023-11-24T00:00:00Z
            2023-11-24                               | 2023-11-24T00:00:00Z
            2023-11                                  | 2023-11-01T00:00:00Z
            2023                                     | 2023-01-01T00:00:00Z
            2023 Nov 24 10:11                        | 2023-11-24T10:11:00Z
            """)
    void dates_are_read_as_they_are_written_out_there(String text, Instant moment) {
        assertThat(FeedDate.parse(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Fri, 31 Jun 2023 10:00:00 GMT",
                "2023-02-30",
                "0001-01-01T00:00:00Z",
                "Fri, 24 Nov 2023 25:00:00 GMT",
                "03/04/2023",
                "99999999999999999999",
                "T",
                "-",
                ":",
                "12:",
                "+",
                "2023-",
                "2023-13-01"
            })
    void what_names_no_moment_is_no_date(String text) {
        assertThat(FeedDate.parse(text)).isEmpty();
    }

    @Test
    void an_offset_that_no_place_has_counts_as_none() {
        assertThat(FeedDate.parse("Fri, 24 Nov 2023 10:00:00 +9900")).contains(Instant.parse("2023-11-24T10:00:00Z"));
        assertThat(FeedDate.parse("Fri, 24 Nov 2023 10:00:00 +999999999999"))
                .contains(Instant.parse("2023-11-24T10:00:00Z"));
    }

    @Test
    void a_text_too_long_for_a_date_is_not_looked_at() {
        assertThat(FeedDate.parse("Fri, 24 Nov 2023 10:00:00 GMT" + " ".repeat(1_000) + "x"))
                .isEmpty();
    }
}
