package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What the page about templates shows is what an engine gives. */
class TemplatePageTest {
    private static final Path PAGE = Path.of("..", "docs", "templates.md");

    private final AtomicReference<Delivery> delivered = new AtomicReference<>();
    private final HandSetClock clock = new HandSetClock("2026-11-24T06:59:00Z");
    private final Engine engine = Engine.builder()
            .clock(clock)
            .handler(new Fakes.Source(run -> CardData.of("Echo: 5 * 5").data("result", 25)))
            .handler(new Fakes.Output(delivery -> {
                delivered.set(delivery);
                return DeliveryResult.delivered(delivery.id());
            }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    /** An output that has two cards to deliver: the newer one of a source, the other one written by hand. */
    private Output output(String template) {
        ada.cards().create("A note", "Written *by hand*", Values.empty(), List.of());
        clock.advance(Duration.ofMinutes(1));
        var calculator = ada.integrations().create("echo", "Calculator", Credentials.none());
        var settings = Settings.of("query", "5 * 5");
        var source = SourceDraft.of(calculator.id(), "Inside Java", settings).tags(List.of("java"));
        ada.execute(ada.sources().create(source).id());
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        return ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), template);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void the_example_gives_what_the_page_says() throws IOException {
        Output output = output(block("handlebars"));
        assertThat(ada.deliver(output.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(delivered.get().content().markdown().stripTrailing())
                .isEqualTo(block("markdown").stripTrailing());
    }

    @Test
    void each_variable_of_the_page_shows_something() throws IOException {
        List<String> names = names("<!-- variables -->", "");
        List<String> ofCards = names("<!-- card variables -->", "cards.0.");
        assertThat(names).contains("cards", "output.name");
        assertThat(ofCards).contains("cards.0.data", "cards.0.source.type");
        List<String> all = Stream.concat(names.stream(), ofCards.stream()).toList();
        ada.deliver(output(all.stream()
                        .map(name -> "{{#if %s}}%s {{/if}}".formatted(name, name))
                        .collect(Collectors.joining()))
                .id());
        assertThat(delivered.get().content().markdown().strip().split(" ")).containsExactlyElementsOf(all);
    }

    @Test
    void the_defaults_are_those_of_the_page() {
        Output output = output("");
        ada.deliver(output.id());
        assertThat(delivered.get().content().subject()).isEqualTo("Digest (2)");
        assertThat(delivered.get().content().markdown())
                .isEqualTo("## Echo: 5 \\* 5\n\n**Echo: 5 * 5** {result=25}\n\n## A note\n\nWritten *by hand*\n\n");
        ada.cards().create("Only *one*", "x", Values.empty(), List.of());
        ada.deliver(output.id());
        assertThat(delivered.get().content().subject()).isEqualTo("Only *one*");
        ada.outputs().update(output.id(), draft -> draft.sendsWhenEmpty(true));
        ada.deliver(output.id());
        assertThat(delivered.get().content().subject()).isEqualTo("Digest (0)");
        assertThat(delivered.get().content().markdown()).isEqualTo("Nothing new.\n");
    }

    @Test
    void a_field_has_the_variables_of_its_card_and_every_form() {
        ada.deliver(output("").id());
        Content field = delivered
                .get()
                .render(
                        "{{title}} of {{source.name}}, {{date created_at \"HH:mm\"}}",
                        delivered.get().cards().get(0));
        assertThat(field.markdown()).isEqualTo("Echo: 5 \\* 5 of Inside Java, 07:00");
        assertThat(field.text()).isEqualTo("Echo: 5 * 5 of Inside Java, 07:00");
        assertThat(field.subject()).isEqualTo("Echo: 5 * 5 of Inside Java, 07:00");
    }

    @Test
    void dates_are_in_the_zone_of_the_outputs_schedule() {
        Output output = output("{{zone}} {{date}} {{date now \"HH:mm\"}}");
        ada.outputs()
                .update(
                        output.id(),
                        draft -> draft.schedule(Schedule.cron("0 9 * * *", ZoneId.of("Pacific/Kiritimati"))));
        ada.deliver(output.id());
        assertThat(delivered.get().content().text()).isEqualTo("Pacific/Kiritimati 2026-11-24 21:00");
        assertThat(delivered
                        .get()
                        .render(
                                "{{date created_at \"HH:mm\"}}",
                                delivered.get().cards().get(0))
                        .text())
                .isEqualTo("21:00");
    }

    @Test
    void a_wrong_template_is_refused_when_it_is_saved_with_its_place() {
        Output output = output("{{title}}");
        assertThatThrownBy(() -> ada.outputs()
                        .update(
                                output.id(),
                                draft -> draft.template("a\n{{>b}}").subject("{{date now \"jj\"}}")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field, Violation::rule)
                                .containsExactly(
                                        tuple("template", "template_partial"), tuple("subject", "template_date")))
                .hasMessageContaining("line 2, column 1");
    }

    @Test
    void a_limit_that_is_hit_fails_the_delivery_and_says_how_to_go_on() {
        Output output = output("{{#each cards}}{{data.all}}{{/each}}");
        ada.cards().create("Large", "x", Values.of("all", "x ".repeat(512 * 1024)), List.of());
        RunResult result = ada.deliver(output.id());
        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(ada.executions().get(result.executionId()).errorMessage().orElseThrow())
                .contains("template", "256 KiB", "fewer");
        assertThat(delivered).hasNullValue();

        ada.outputs().update(output.id(), draft -> draft.template("{{#each cards}}{{title}} {{/each}}"));
        assertThat(ada.deliver(output.id()).status()).isEqualTo(Status.SUCCESS);
    }

    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        String from = page.substring(page.indexOf("```" + language + "\n") + language.length() + 4);
        return from.substring(0, from.indexOf("\n```"));
    }

    /** The names in the first column of the table after a marker. */
    private static List<String> names(String marker, String prefix) throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(marker) + marker.length()).strip();
        return table.substring(0, table.indexOf("\n\n"))
                .lines()
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .map(name -> prefix + name.group(1))
                .toList();
    }
}
