package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.content.TemplateTag.Kind;
import org.symposium.spi.model.Violation;

/** Finds the tags of a template and refuses those that have no place in one. */
final class TemplateScanner {
    private final String field;
    private final String source;
    private final List<Violation> violations;
    private final List<TemplateTag> tags = new ArrayList<>();
    private int line = 1;
    private int lineStart;
    private int counted;

    private TemplateScanner(String field, String source, List<Violation> violations) {
        this.field = field;
        this.source = source;
        this.violations = violations;
    }

    /** The tags in order; what is wrong is added to the violations. */
    static List<TemplateTag> scan(String field, String source, List<Violation> violations) {
        var scanner = new TemplateScanner(field, source, violations);
        scanner.scan();
        return scanner.tags;
    }

    private void scan() {
        int met = 0;
        int from = source.indexOf("{{");
        while (from >= 0) {
            if (++met > TemplateLimits.TAGS) {
                refuse(
                        from,
                        "template_tags",
                        "a template may have at most " + TemplateLimits.TAGS + " tags; show what repeats in a loop");
                return;
            }
            int to = read(from);
            if (to < 0) {
                refuse(from, "template_unclosed_tag", "the tag is never closed");
                return;
            }
            from = source.indexOf("{{", to);
        }
    }

    /** Reads one tag; returns where it ends, or -1 if it never does. */
    private int read(int from) {
        String close = closing(from);
        int inner = from + (close.equals("--}}") ? 5 : close.length());
        int end = source.indexOf(close, inner);
        if (end < 0) {
            return -1;
        }
        String content = source.substring(inner, end);
        int to = end + close.length();
        if (!content.startsWith("!") && !close.equals("--}}") && content.contains("{{")) {
            return -1;
        }
        kind(from, close, content).ifPresent(kind -> add(kind, content, from, to));
        return to;
    }

    private String closing(int from) {
        if (source.startsWith("{{!--", from)) {
            return "--}}";
        }
        return source.startsWith("{{{", from) ? "}}}" : "}}";
    }

    private Optional<Kind> kind(int from, String close, String content) {
        if (close.equals("--}}")) {
            return Optional.of(Kind.COMMENT);
        }
        if (content.isBlank()) {
            refuse(from, "template_name", "the tag is empty");
            return Optional.empty();
        }
        if (close.equals("}}}")) {
            return Optional.of(Kind.MARKDOWN);
        }
        return switch (content.charAt(0)) {
            case '#' -> Optional.of(Kind.OPEN);
            case '^' -> Optional.of(Kind.INVERTED);
            case '/' -> Optional.of(Kind.CLOSE);
            case '&' -> Optional.of(Kind.MARKDOWN);
            case '!' -> Optional.of(Kind.COMMENT);
            case '>' -> refused(from, "template_partial", "partials ({{>…}}) are not allowed");
            case '=' -> refused(from, "template_delimiter", "other delimiters ({{=…=}}) are not allowed");
            case '%' -> refused(from, "template_pragma", "pragmas ({{%…}}) are not allowed");
            case '<', '$' -> refused(from, "template_inheritance", "inheritance ({{<…}}, {{$…}}) is not allowed");
            case '~' ->
                refused(
                        from,
                        "template_tag",
                        "white space control ({{~…}}) is not known here; a tag alone on a line leaves no line behind");
            default -> Optional.of(isElse(content.strip()) ? Kind.ELSE : Kind.VALUE);
        };
    }

    private static boolean isElse(String content) {
        return content.equals("else") || content.startsWith("else ");
    }

    private Optional<Kind> refused(int from, String rule, String message) {
        refuse(from, rule, message);
        return Optional.empty();
    }

    private void add(Kind kind, String content, int from, int to) {
        boolean sigil = kind != Kind.VALUE
                && kind != Kind.ELSE
                && !source.startsWith("{{{", from)
                && !source.startsWith("{{!--", from);
        String text = (sigil ? content.substring(1) : content).strip();
        moveTo(from);
        var tag = new TemplateTag(kind, text, from, to, line, from - lineStart + 1);
        tags.add(kind.mayStandAlone() ? alone(tag) : tag);
    }

    /** A tag that stands alone on its line takes blanks and line break with it, as Mustache's specification has it. */
    private TemplateTag alone(TemplateTag tag) {
        int from = tag.from();
        while (from > 0 && isBlank(source.charAt(from - 1))) {
            from--;
        }
        int to = tag.to();
        while (to < source.length() && isBlank(source.charAt(to))) {
            to++;
        }
        boolean starts = from == 0 || source.charAt(from - 1) == '\n';
        if (!starts || !(to == source.length() || source.charAt(to) == '\n' || source.startsWith("\r\n", to))) {
            return tag;
        }
        int next = to == source.length() ? to : source.indexOf('\n', to) + 1;
        return tag.spanning(from, next);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private void refuse(int at, String rule, String message) {
        moveTo(at);
        violations.add(
                new Violation(field, rule, "line " + line + ", column " + (at - lineStart + 1) + ": " + message));
    }

    private void moveTo(int at) {
        for (; counted < at; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
    }
}
