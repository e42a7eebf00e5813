package org.symposium.core.internal.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.content.TemplatePart.Kind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Reads a template: Mustache's variables, sections, inverted sections and comments, and Handlebars' {@code each}, {@code if}, {@code unless}, {@code else}. */
final class TemplateParser {
    private static final String HELPERS = "#each, #if, #unless and date";

    private final String field;
    private final String source;
    private final List<Violation> violations = new ArrayList<>();
    private final Deque<OpenBlock> open = new ArrayDeque<>();
    private final List<TemplatePart> top = new ArrayList<>();

    private TemplateParser(String field, String source) {
        this.field = field;
        this.source = source;
    }

    /**
     * The template's parts.
     *
     * @throws InvalidInputException with all that is wrong, each with line and column
     */
    static List<TemplatePart> parse(String field, String source) {
        int bytes = source.length() > TemplateLimits.SOURCE
                ? source.length()
                : source.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > TemplateLimits.SOURCE) {
            throw TemplateLimits.exceeded(
                    field,
                    "template_size",
                    "a template may have at most " + TemplateLimits.SOURCE / 1024
                            + " KiB; move long text into the cards, or into another output");
        }
        return new TemplateParser(field, source).parse();
    }

    private List<TemplatePart> parse() {
        int done = 0;
        for (TemplateTag tag : TemplateScanner.scan(field, source, violations)) {
            text(source.substring(done, tag.from()));
            read(tag);
            done = tag.to();
        }
        text(source.substring(done));
        for (OpenBlock block : open) {
            if (!block.chained()) {
                refuse(
                        block.tag(),
                        "template_unclosed_section",
                        "{{#" + block.tag().text() + "}} is never closed");
            }
        }
        InvalidInputException.throwIfAny(violations);
        return List.copyOf(top);
    }

    private void text(String markdown) {
        if (!markdown.isEmpty()) {
            add(new TemplatePart.Text(markdown));
        }
    }

    private void add(TemplatePart part) {
        (open.isEmpty() ? top : open.element().parts()).add(part);
    }

    private void read(TemplateTag tag) {
        switch (tag.kind()) {
            case VALUE -> value(tag, true);
            case MARKDOWN -> value(tag, false);
            case OPEN -> block(tag, tag.text(), false, false);
            case INVERTED -> block(tag, tag.text(), true, false);
            case ELSE -> otherwise(tag);
            case CLOSE -> close(tag);
            case COMMENT -> {}
        }
    }

    private void value(TemplateTag tag, boolean escaped) {
        if (TemplateDate.isMeantBy(tag.text())) {
            date(tag, escaped);
            return;
        }
        path(tag, tag.text()).ifPresent(path -> add(new TemplatePart.Value(path, escaped)));
    }

    private void date(TemplateTag tag, boolean escaped) {
        try {
            TemplateDate.parse(tag.text());
            add(new TemplatePart.Date(tag.text(), escaped));
        } catch (IllegalArgumentException e) {
            refuse(tag, "template_date", String.valueOf(e.getMessage()));
        }
    }

    private void block(TemplateTag tag, String text, boolean inverted, boolean chained) {
        if (open.size() >= TemplateLimits.DEPTH) {
            refuse(
                    tag,
                    "template_depth",
                    "sections may be nested at most " + TemplateLimits.DEPTH + " deep; put some side by side");
        }
        String[] words = text.split("\\s+", 2);
        Kind kind = words[0].equals("each") ? Kind.EACH : isCondition(words[0]) ? Kind.IF : Kind.SECTION;
        if ((kind == Kind.SECTION || inverted) && words.length > 1) {
            refuse(tag, "template_helper", unknownHelper(words, inverted ? "^" : "#"));
            open.push(new OpenBlock(tag, Kind.SECTION, null, inverted, chained, words[0]));
            return;
        }
        if (kind == Kind.SECTION || inverted) {
            @Nullable TemplatePath path = path(tag, text).orElse(null);
            open.push(new OpenBlock(tag, Kind.SECTION, path, inverted, chained, text));
            return;
        }
        @Nullable
        TemplatePath path =
                words.length == 1 ? missing(tag, words[0]) : path(tag, words[1]).orElse(null);
        open.push(new OpenBlock(tag, kind, path, words[0].equals("unless"), chained, words[0]));
    }

    private static String unknownHelper(String[] words, String sigil) {
        String name = words[1].split("\\s+", 2)[0];
        String example = TemplatePath.parse(name).isPresent() ? name : "author";
        return "{{" + sigil + words[0] + " …}} is not known: there are only the helpers " + HELPERS
                + ". To look into a value write {{" + sigil + example + "}}…{{/" + example + "}}";
    }

    private static boolean isCondition(String word) {
        return word.equals("if") || word.equals("unless");
    }

    private @Nullable TemplatePath missing(TemplateTag tag, String helper) {
        refuse(tag, "template_name", "{{#" + helper + "}} needs the name of a value, as in {{#" + helper + " cards}}");
        return null;
    }

    private void otherwise(TemplateTag tag) {
        OpenBlock block = open.peek();
        if (block == null || block.hasOtherwise()) {
            refuse(tag, "template_else", "{{else}} has no section to belong to");
            return;
        }
        block.startOtherwise();
        String more = tag.text().substring("else".length()).strip();
        if (!more.isEmpty()) {
            elseIf(tag, more);
        }
    }

    private void elseIf(TemplateTag tag, String more) {
        if (more.startsWith("if ") || more.startsWith("unless ") || more.startsWith("each ")) {
            block(tag, more, false, true);
        } else {
            refuse(tag, "template_else", "after else there may only be if, unless or each");
        }
    }

    private void close(TemplateTag tag) {
        Optional<OpenBlock> match =
                open.stream().filter(block -> block.closedBy(tag.text())).findFirst();
        if (match.isEmpty()) {
            refuse(tag, "template_crossed_section", "{{/" + tag.text() + "}} closes no section that is open");
            return;
        }
        boolean crossed = false;
        while (true) {
            OpenBlock block = open.pop();
            block.part().ifPresent(this::add);
            if (block == match.get()) {
                return;
            }
            if (!block.chained() && !crossed) {
                crossed = true;
                String opened =
                        "{{#" + block.tag().text() + "}} of " + block.tag().place();
                refuse(tag, "template_crossed_section", "{{/" + tag.text() + "}} comes before the end of " + opened);
            }
        }
    }

    private Optional<TemplatePath> path(TemplateTag tag, String text) {
        Optional<TemplatePath> path = TemplatePath.parse(text);
        if (path.isEmpty()) {
            boolean words = text.strip().contains(" ");
            refuse(
                    tag,
                    words ? "template_helper" : "template_name",
                    words ? "only the helpers " + HELPERS + " are known" : "this is no name of a value");
        }
        return path;
    }

    private void refuse(TemplateTag tag, String rule, String message) {
        violations.add(new Violation(field, rule, tag.place() + ": " + message));
    }
}
