package org.symposium.core.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.symposium.core.internal.content.HostileMarkdown;
import org.symposium.core.internal.content.Markdown;
import org.symposium.spi.model.Values;

/** What a query's card shows of a source is what that source gave, whatever the others did. */
class QuerySectionsTest {
    @Provide
    Arbitrary<String> content() {
        return HostileMarkdown.contents();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void sections_are_rendered_together_as_each_is_alone(
            @ForAll("content") String one, @ForAll("content") String hostile, @ForAll("content") String two) {
        List<Values> sources = List.of(source("One", one), source("Hostile", hostile), source("Two", two));
        String alone = sources.stream().map(source -> html(List.of(source))).reduce("", String::concat);

        assertThat(html(sources)).isEqualTo(alone);
    }

    private static String html(List<Values> sources) {
        return Markdown.html(QueryCard.sections(Values.of("sources", sources))).replaceAll("\\s+", "");
    }

    private static Values source(String title, String content) {
        return Values.of("name", title)
                .with("status", "success")
                .with("title", title)
                .with("content", content);
    }
}
