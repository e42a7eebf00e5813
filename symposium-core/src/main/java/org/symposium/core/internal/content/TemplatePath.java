package org.symposium.core.internal.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a value: {@code title}, {@code author.name}, {@code items.0}, {@code this}, {@code .}, {@code this.title}, {@code ../title},
 * {@code @index}, {@code @root.title}. A name alone is looked for in the innermost value and then outwards, as in Mustache; {@code this} and
 * {@code ..} look in one place only, as in Handlebars. {@code length} of a list is how many items it has. Only maps and lists are looked into.
 */
final class TemplatePath {
    private static final Pattern NAMES =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*(?:\\.[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*)*+");
    private static final Pattern SHAPE = Pattern.compile(
            "(?<up>(?:\\.\\./)*+)(?<here>\\.\\.|\\./|\\.|this[./]|this|@root\\.|@root|)(?<names>.*)", Pattern.DOTALL);
    private static final List<String> LOOP_NAMES = List.of("@index", "@first", "@last", "@key");

    private final String text;
    private final int up;
    private final String here;
    private final List<String> names;

    private TemplatePath(String text, int up, String here, List<String> names) {
        this.text = text;
        this.up = up;
        this.here = here;
        this.names = names;
    }

    /** Empty if the text is not a path, or has more names than allowed. */
    static Optional<TemplatePath> parse(String text) {
        if (LOOP_NAMES.contains(text)) {
            return Optional.of(new TemplatePath(text, 0, text, List.of()));
        }
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        String here = shape.group("here");
        String names = shape.group("names");
        if (here.equals("this") && !names.isEmpty()) {
            names = here + names;
            here = "";
        }
        int up = shape.group("up").length() / 3 + (here.equals("..") ? 1 : 0);
        return of(text, up, up > 0 && here.isEmpty() ? "this" : here, names);
    }

    private static Optional<TemplatePath> of(String text, int up, String here, String names) {
        boolean wantsNames =
                here.isEmpty() || here.endsWith("/") || (here.endsWith(".") && here.length() > 1 && !here.equals(".."));
        boolean complete = wantsNames ? NAMES.matcher(names).matches() : names.isEmpty();
        boolean trailing = up > 0 && here.equals("this") && NAMES.matcher(names).matches();
        if (!complete && !trailing) {
            return Optional.empty();
        }
        List<String> parts = names.isEmpty() ? List.of() : List.of(names.split("\\."));
        return parts.size() > TemplateLimits.NAMES
                ? Optional.empty()
                : Optional.of(new TemplatePath(text, up, here, parts));
    }

    /** As it was written. */
    String text() {
        return text;
    }

    /** What it names, seen from the innermost of the scopes; {@code null} if nothing that a template may show. */
    @Nullable
    Object in(List<Object> scopes) {
        TemplateOutput run = TemplateScope.innermostOf(scopes).run();
        run.count();
        if (here.isEmpty()) {
            return outwards(scopes, run);
        }
        if (LOOP_NAMES.contains(here)) {
            return loop(scopes);
        }
        int at = here.startsWith("@root") ? 0 : scopes.size() - 1 - up;
        return at < 0 ? null : walk(((TemplateScope) scopes.get(at)).value(), 0);
    }

    private @Nullable Object outwards(List<Object> scopes, TemplateOutput run) {
        for (int at = scopes.size() - 1; at >= 0; at--) {
            run.count();
            if (((TemplateScope) scopes.get(at)).value() instanceof Map<?, ?> map && map.containsKey(names.get(0))) {
                return walk(map, 0);
            }
        }
        return null;
    }

    private @Nullable Object loop(List<Object> scopes) {
        for (int at = scopes.size() - 1; at >= 0; at--) {
            var scope = (TemplateScope) scopes.get(at);
            if (scope.isLoop()) {
                return scope.loopValue(here);
            }
        }
        return null;
    }

    private @Nullable Object walk(@Nullable Object from, int first) {
        Object value = from;
        for (String name : names.subList(first, names.size())) {
            value = step(value, name);
        }
        return TemplateValues.plain(value);
    }

    private static @Nullable Object step(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (value instanceof List<?> list) {
            return name.equals("length") ? (Object) list.size() : item(list, name);
        }
        return null;
    }

    private static @Nullable Object item(List<?> list, String name) {
        if (name.length() > 8 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int position = Integer.parseInt(name);
        return position < list.size() ? list.get(position) : null;
    }
}
