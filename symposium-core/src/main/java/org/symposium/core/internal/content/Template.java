package org.symposium.core.internal.content;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.symposium.spi.model.InvalidInputException;

/**
 * A user's template, checked and ready: Mustache with Handlebars' {@code each}, {@code if}, {@code unless}, {@code else}, over plain values, giving
 * Markdown. {@code {{x}}} is text and shows literally, {@code {{{x}}}} and {@code {{&x}}} are Markdown, {@code {{date x "pattern" "zone" "language"}}} is a moment. The
 * language is described in {@code docs/templates.md}. Immutable; any number of threads may render at once.
 */
public final class Template {
    private final String field;
    private final MustacheRendering rendering;

    private Template(String field, MustacheRendering rendering) {
        this.field = field;
        this.rendering = rendering;
    }

    /**
     * Reads a template.
     *
     * @param field named in violations, such as {@code template}
     * @throws InvalidInputException with all that is wrong, each with line and column
     */
    public static Template compile(String field, String source) {
        return new Template(field, MustacheRendering.of(TemplateParser.parse(field, source)));
    }

    /**
     * Fills the template in. Only maps, lists, text, numbers and booleans are seen; what is missing shows as nothing. Calls no method of a value beyond
     * those of {@link Map} and {@link java.util.List}.
     *
     * @return Markdown
     * @throws InvalidInputException naming the limit ({@code template_output}, {@code template_operations}, {@code template_time}) when one is hit
     */
    public String render(Map<String, ?> values) {
        return render(values, ZoneOffset.UTC);
    }

    /**
     * As {@link #render(Map)}.
     *
     * @param zone of dates whose tag names none
     */
    public String render(Map<String, ?> values, ZoneId zone) {
        var output = new TemplateOutput(field, zone);
        rendering.render(values, output);
        return output.toString();
    }
}
