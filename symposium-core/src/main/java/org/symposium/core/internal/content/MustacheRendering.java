package org.symposium.core.internal.content;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheNotFoundException;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;
import com.github.mustachejava.codes.IterableCode;
import com.github.mustachejava.codes.NotIterableCode;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.codes.WriteCode;
import com.github.mustachejava.util.Wrapper;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.InvalidInputException;

/**
 * mustache.java renders the parts of a template. Its own parser, which reads partials from files, and its reflection never take part: the code tree is
 * built here from checked parts, and every name is bound to a {@link TemplatePath}.
 */
final class MustacheRendering {
    private static final Factory FACTORY = new Factory(TemplateOutput::escaped);
    private static final Factory MARKDOWN = new Factory(TemplateOutput::markdown);
    private static final TemplateContext PLACE = new TemplateContext("{{", "}}", "template", 1, false);

    private final Mustache mustache;

    private MustacheRendering(Mustache mustache) {
        this.mustache = mustache;
    }

    static MustacheRendering of(List<TemplatePart> parts) {
        Mustache mustache = mustache(parts);
        mustache.init();
        return new MustacheRendering(mustache);
    }

    /**
     * Renders into the output.
     *
     * @throws InvalidInputException when a limit is hit
     */
    void render(Map<String, ?> values, TemplateOutput output) {
        try {
            mustache.execute(output, List.of(TemplateScope.outermost(values, output)));
        } catch (MustacheException e) {
            throw refusalIn(e);
        }
    }

    private static RuntimeException refusalIn(MustacheException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException refusal) {
                return refusal;
            }
        }
        return e;
    }

    private static Mustache mustache(List<TemplatePart> parts) {
        var codes = new ArrayList<Code>();
        parts.forEach(part -> addCodes(part, codes));
        return new DefaultMustache(PLACE, FACTORY, codes.toArray(new Code[0]), "template");
    }

    /** What a code is bound by is its kind and its path: a bare {@code .} would be taken for the innermost scope itself. */
    private static void addCodes(TemplatePart part, List<Code> codes) {
        if (part instanceof TemplatePart.Text text) {
            codes.add(new WriteCode(PLACE, FACTORY, text.markdown()));
        } else if (part instanceof TemplatePart.Value value) {
            codes.add(value("VALUE " + value.path().text(), value.escaped()));
        } else if (part instanceof TemplatePart.Date date) {
            codes.add(value("DATE " + date.text(), date.escaped()));
        } else if (part instanceof TemplatePart.Block block) {
            String name = block.kind() + " " + block.path().text();
            if (!block.body().isEmpty()) {
                codes.add(new IterableCode(PLACE, FACTORY, mustache(block.body()), name));
            }
            if (!block.otherwise().isEmpty()) {
                codes.add(new NotIterableCode(PLACE, FACTORY, mustache(block.otherwise()), name));
            }
        }
    }

    /** A value is always encoded, as text or as Markdown: in what way is its factory's. */
    private static ValueCode value(String name, boolean escaped) {
        return new ValueCode(PLACE, escaped ? FACTORY : MARKDOWN, name, true);
    }

    /** Neither files nor reflection. */
    private static final class Factory extends DefaultMustacheFactory {
        private final BiConsumer<TemplateOutput, String> encoding;

        Factory(BiConsumer<TemplateOutput, String> encoding) {
            super(name -> null);
            this.encoding = encoding;
            setObjectHandler(new Values());
        }

        @Override
        public Reader getReader(String name) {
            throw new MustacheNotFoundException(name);
        }

        @Override
        public void encode(String value, Writer writer) {
            encoding.accept((TemplateOutput) writer, value);
        }
    }

    /** Values are found by paths only; what is not plain data is never touched. */
    private static final class Values implements ObjectHandler {
        @Override
        public @Nullable Binding createBinding(@Nullable String name, TemplateContext place, Code code) {
            int space = name == null ? -1 : name.indexOf(' ');
            if (name == null || space < 0) {
                return null; // text and the template as a whole
            }
            String text = name.substring(space + 1);
            if (name.startsWith("DATE ")) {
                TemplateDate date = TemplateDate.parse(text);
                return date::in;
            }
            TemplatePath path = TemplatePath.parse(text).orElseThrow();
            return switch (name.substring(0, space)) {
                case "EACH" -> scopes -> turns(path.in(scopes));
                case "IF" -> scopes -> TemplateValues.isTrue(path.in(scopes));
                case "SECTION" -> path::in;
                default -> scopes -> shown(path, scopes);
            };
        }

        private static String shown(TemplatePath path, List<Object> scopes) {
            return TemplateValues.text(
                    path.in(scopes), TemplateScope.innermostOf(scopes).run());
        }

        private static List<?> turns(@Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                return List.copyOf(map.entrySet());
            }
            return value instanceof List<?> list ? list : List.of();
        }

        @Override
        public Writer iterate(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
            TemplateScope here = TemplateScope.innermostOf(scopes);
            if (!TemplateValues.isTrue(value)) {
                return writer;
            }
            if (value instanceof Boolean) {
                return iteration.next(writer, null, scopes);
            }
            if (!(value instanceof List<?> list)) {
                return iteration.next(writer, here.within(value), scopes);
            }
            int turn = 0;
            for (Object item : list) {
                here.run().count();
                iteration.next(writer, scope(here, item, turn++, list.size()), scopes);
            }
            return writer;
        }

        private static TemplateScope scope(TemplateScope here, @Nullable Object item, int turn, int turns) {
            return item instanceof Map.Entry<?, ?> entry
                    ? here.turn(entry.getValue(), turn, turns, String.valueOf(entry.getKey()))
                    : here.turn(item, turn, turns, null);
        }

        @Override
        public Writer falsey(Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
            return TemplateValues.isTrue(value) ? writer : iteration.next(writer, null, scopes);
        }

        @Override
        public @Nullable Wrapper find(String name, List<Object> scopes) {
            return null;
        }

        @Override
        public @Nullable Object coerce(@Nullable Object value) {
            return TemplateValues.plain(value);
        }

        @Override
        public String stringify(Object value) {
            return value instanceof String text ? text : "";
        }
    }
}
