package org.symposium.core.internal.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the text of a pattern into its tree. What one character may be is left to {@link java.util.regex}: one character can't backtrack. */
final class PatternReader {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_COUNT = 1_000;
    private static final int ASCII = 128;
    private static final String LETTERS_AFTER_BACKSLASH = "dDwWsSnrtfuxpP";

    private final String pattern;
    private int at;
    private int depth;

    PatternReader(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The whole pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    PatternNode read() {
        require(pattern.length() <= MAX_LENGTH, "it is longer than " + MAX_LENGTH + " characters");
        PatternNode tree = choices();
        require(at == pattern.length(), "it has a ')' without '('");
        return tree;
    }

    private PatternNode choices() {
        require(++depth <= MAX_DEPTH, "its groups are nested too deeply");
        var choices = new ArrayList<PatternNode>();
        do {
            choices.add(sequence());
        } while (skip("|"));
        depth--;
        return choices.size() == 1 ? choices.get(0) : new PatternNode.Any(choices);
    }

    private PatternNode sequence() {
        var parts = new ArrayList<PatternNode>();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new PatternNode.All(parts);
    }

    private PatternNode repeated(PatternNode part) {
        PatternNode repeated;
        if (skip("*")) {
            repeated = new PatternNode.Repeat(part, 0, -1);
        } else if (skip("+")) {
            repeated = new PatternNode.Repeat(part, 1, -1);
        } else if (skip("?")) {
            repeated = new PatternNode.Repeat(part, 0, 1);
        } else if (skip("{")) {
            repeated = counted(part);
        } else {
            return part;
        }
        skip("?"); // a lazy quantifier matches the same whole texts
        require(at == pattern.length() || "*+?{".indexOf(peek()) < 0, "it has two quantifiers in a row");
        return repeated;
    }

    private PatternNode counted(PatternNode part) {
        int least = count();
        int most = least;
        if (skip(",")) {
            most = at < pattern.length() && peek() == '}' ? -1 : count();
        }
        require(skip("}"), "it has a '{' that is no repetition; a brace itself is written \\{");
        require(most < 0 || least <= most, "it has a repetition whose least is greater than its most");
        return new PatternNode.Repeat(part, least, most);
    }

    private int count() {
        int from = at;
        while (at < pattern.length() && at - from < 5 && peek() >= '0' && peek() <= '9') {
            at++;
        }
        require(at > from, "it has a '{' that is no repetition; a brace itself is written \\{");
        int count = Integer.parseInt(pattern.substring(from, at));
        require(count <= MAX_COUNT, "it repeats more than " + MAX_COUNT + " times");
        return count;
    }

    private PatternNode atom() {
        return switch (peek()) {
            case '(' -> group();
            case '[' -> new PatternNode.One(accepting(characterClass()));
            case '\\' -> escaped();
            case '^' -> edge(Step.Edge.START);
            case '$' -> edge(Step.Edge.FINISH);
            case '.' -> anyButLineBreaks();
            default -> literal();
        };
    }

    private PatternNode edge(Step.Edge edge) {
        at++;
        return new PatternNode.At(edge);
    }

    private PatternNode anyButLineBreaks() {
        at++;
        return new PatternNode.One(point -> point != '\n' && point != '\r' && point != '\u2028' && point != '\u2029');
    }

    private PatternNode literal() {
        char c = peek();
        require("*+?".indexOf(c) < 0, "it has a quantifier with nothing before it");
        require("{}]".indexOf(c) < 0, "it has a '" + c + "' that is written \\" + c);
        int point = pattern.codePointAt(at);
        at += Character.charCount(point);
        return new PatternNode.One(other -> other == point);
    }

    private PatternNode group() {
        at++;
        if (skip("?")) {
            require(skip(":"), "look-around, named groups and flags are not part of the dialect");
        }
        PatternNode inner = choices();
        require(skip(")"), "it has a '(' without ')'");
        return inner;
    }

    private PatternNode escaped() {
        if (skip("\\b")) {
            return new PatternNode.At(Step.Edge.WORD);
        }
        if (skip("\\B")) {
            return new PatternNode.At(Step.Edge.NO_WORD);
        }
        int from = at;
        skipEscape();
        return new PatternNode.One(accepting(pattern.substring(from, at)));
    }

    private String characterClass() {
        int from = at++;
        skip("^");
        require(at < pattern.length() && peek() != ']', "it has an empty class");
        while (at < pattern.length() && peek() != ']') {
            require(peek() != '[', "it has a '[' within a class that is written \\[");
            require(!pattern.startsWith("&&", at), "it has '&&' within a class");
            if (peek() == '\\') {
                skipEscape();
            } else {
                at++;
            }
        }
        require(skip("]"), "it has a '[' without ']'");
        return pattern.substring(from, at);
    }

    private void skipEscape() {
        at++;
        require(at < pattern.length(), "it ends in a backslash");
        char c = pattern.charAt(at++);
        boolean letter = Character.isLetterOrDigit(c);
        require(!letter || LETTERS_AFTER_BACKSLASH.indexOf(c) >= 0, "\\" + c + " is not part of the dialect");
        if (c == 'u') {
            at += 4;
        } else if (c == 'x') {
            at += 2;
        } else if (c == 'p' || c == 'P') {
            require(pattern.startsWith("{", at), "it has a \\p without {…}");
            at = pattern.indexOf('}', at) + 1;
            require(at > 0, "it has a \\p without {…}");
        }
        require(at <= pattern.length(), "it ends within an escape");
    }

    private static IntPredicate accepting(String oneCharacter) {
        Pattern one;
        try {
            one = Pattern.compile(oneCharacter);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it has a class or escape that can't be read: " + e.getDescription(), e);
        }
        var ascii = new BitSet(ASCII);
        for (int c = 0; c < ASCII; c++) {
            ascii.set(c, one.matcher(Character.toString(c)).matches());
        }
        return point -> point < ASCII
                ? ascii.get(point)
                : one.matcher(Character.toString(point)).matches();
    }

    private char peek() {
        return pattern.charAt(at);
    }

    private boolean skip(String expected) {
        if (!pattern.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
