package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Comparison;
import org.symposium.spi.model.Values;

/** What docs/filters.md shows is what is read and run. */
@SuppressWarnings("MemberName") // tests are named as sentences
class FiltersDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "filters.md");
    private static final Path THIS =
            Path.of("src", "test", "java", "org", "symposium", "core", "FiltersDocumentTest.java");

    @Test
    void the_filter_in_java_is_the_one_in_json() throws IOException {
        // shown: begin
        CardFilter filter = CardFilter.all()
                .tags("java", "kotlin")
                .noTags("draft")
                .where("data.score", Comparison.GREATER_OR_EQUAL, 10)
                .whereIgnoringCase("title", Comparison.CONTAINS, "release")
                .createdWithin(Duration.ofDays(7))
                .sortBy("data.score", true)
                .limit(20);
        // shown: end
        String source = Files.readString(THIS);
        String shown =
                source.substring(source.indexOf("// shown: begin\n") + 16, source.indexOf("        // shown: end"));

        assertThat(blocks("java")).containsExactly(shown.stripTrailing().stripIndent() + "\n");
        assertThat(CardFilter.of(Values.fromJson(blocks("json").get(0)))).isEqualTo(filter);
    }

    @Test
    void every_filter_that_is_shown_can_be_read() throws IOException {
        assertThat(blocks("json")).hasSize(3).allSatisfy(json -> CardFilter.of(Values.fromJson(json)));
    }

    @Test
    void every_operator_is_described() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(Comparison.values()).allSatisfy(each -> assertThat(document).contains("`" + each.word() + "`"));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
