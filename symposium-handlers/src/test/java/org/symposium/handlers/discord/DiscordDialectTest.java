package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Values;

class DiscordDialectTest {
    private final DiscordStage stage = new DiscordStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void markdown_becomes_discords() {
        String output = stage.output(HandlerStage.resource(getClass(), "dialect.md"), Values.empty());

        assertThat(content(output) + "\n").isEqualTo(HandlerStage.resource(getClass(), "dialect.txt"));
    }

    /** Neither is the fence closed in the middle, nor the language more than one. */
    @Test
    void code_can_not_be_broken_out_of() {
        String output = stage.output("~~~x y@everyone\na ``` @everyone\n````\n~~~", Values.empty());

        assertThat(content(output).replace(DiscordMarkdown.BREAK, "^"))
                .isEqualTo("```x\na `^`` @everyone\n`^``^`\n```");
    }

    @Test
    void a_quotation_in_a_quotation_is_one_with_it() {
        String output = stage.output("> a\n>\n> > b\n> > ~~~\n> > > c\n> > ~~~\n\n> d", Values.empty());

        assertThat(content(output)).isEqualTo("> a\n> \n> b\n> \n> ```\n> > c\n> ```\n\n> d");
    }

    private String content(String output) {
        return stage.previewed(output).get(0).path("content").asString("");
    }
}
