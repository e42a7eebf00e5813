package org.symposium.handlers.webscraper;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * A CSS selector that a user wrote, in jsoup's dialect. What could keep a thread busy for minutes on a page made for it is refused: regular expressions, which
 * backtrack, and {@code :has} within {@code :has}, which looks at the page once for each element. What {@code ~=} means in CSS, a word, is let through.
 */
final class CssSelector {
    private static final Pattern EXPRESSION = Pattern.compile("(?i):matches(?:Own|WholeText|WholeOwnText)?\\(|~=");
    private static final Pattern WORD = Pattern.compile("~=\\s*(['\"]?)[\\w-]*\\1\\s*]");

    private static final Pattern TWO_HAS = Pattern.compile("(?i):has\\(.*:has\\(", Pattern.DOTALL);

    private final String text;
    private final Evaluator evaluator;

    private CssSelector(String text, Evaluator evaluator) {
        this.text = text;
        this.evaluator = evaluator;
    }

    /**
     * Of a selector that {@link #trouble} found nothing about.
     *
     * @throws SelectorParseException when it is no selector
     */
    static CssSelector of(String text) {
        return new CssSelector(text, QueryParser.parse(text));
    }

    /** What is wrong with it, to follow its field's name; empty if nothing is. */
    static Optional<String> trouble(String text) {
        if (EXPRESSION.matcher(WORD.matcher(text).replaceAll("]")).find()) {
            return Optional.of("must not use regular expressions; use *= or :contains() instead of ~= or :matches()");
        }
        if (TWO_HAS.matcher(text).find()) {
            return Optional.of("must have :has() only once");
        }
        try {
            QueryParser.parse(text);
            return Optional.empty();
        } catch (SelectorParseException | IllegalArgumentException e) {
            return Optional.of("is no CSS selector; write for example div.article > h2, or a[href*=news]");
        }
    }

    /** All that it finds below an element, in order, the element itself among them if it matches. */
    Elements in(Element scope) {
        return scope.select(evaluator);
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
