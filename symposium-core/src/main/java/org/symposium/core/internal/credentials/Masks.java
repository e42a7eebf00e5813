package org.symposium.core.internal.credentials;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

/**
 * The secret values of one run, and what takes them out of any text: as they are, and in base64, base64url, percent-encoded, JSON- and
 * HTML-escaped and hex form. All occurrences are found in the text as it came, so that overlapping secrets leave no rest of each other. Thread-safe;
 * values may be added while others mask.
 *
 * <p>A value of fewer than {@value #SHORTEST} characters is masked only where it is the whole text: taken out everywhere, it would eat ordinary
 * words and be guessable by the gaps.
 *
 * <p>Others cut texts before they are masked here. So the beginning of a secret, of at least 8 characters, is taken out too where the text ends or an ellipsis
 * stands, its end where the text begins or an ellipsis stood, and a text that is a part of one and nothing else: no whole secrets any more, but most of them. Others strip markup
 * from texts too, and with it characters of a secret: one whose letters and digits stand there in their order, with no others between, is taken out as well.
 */
public final class Masks {
    /** Shorter values are masked only where they are the whole text. */
    public static final int SHORTEST = 4;

    /** What comes out when masking itself fails: rather nothing than a secret. */
    public static final String HIDDEN = "(hidden)";

    /** Most characters of a {@link #trace}. */
    public static final int LONGEST_TRACE = 32 * 1024;

    private static final int SURE = SecretSpans.SURE;

    private final Function<String, ? extends Collection<String>> forms;
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final List<String> needles = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> squeezed = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    /** No secrets yet. */
    public Masks() {
        this(SecretForms::of);
    }

    Masks(Function<String, ? extends Collection<String>> forms) {
        this.forms = forms;
    }

    /** Masks one more value from now on. White space around it is not part of the secret. */
    public void add(String value) {
        String secret = value.strip();
        if (secret.isEmpty() || secret.equals(Secret.MASK) || !values.add(secret) || secret.length() < SHORTEST) {
            return;
        }
        try {
            Collection<String> found = forms.apply(secret);
            needles.addAll(found);
            squeezed.addAllAbsent(SecretSpans.squeezed(found));
        } catch (RuntimeException e) {
            broken = true; // its forms are not known, so no text is safe any more
        }
    }

    /** Masks every secret of these from now on. */
    public void addAll(Credentials credentials) {
        for (String field : credentials.fields()) {
            if (credentials.has(field)) {
                add(credentials.reveal(field));
            }
        }
    }

    /** The text with every secret replaced by {@value Secret#MASK}; {@value #HIDDEN} if that can't be done. */
    public String mask(String text) {
        if (broken) {
            return HIDDEN;
        }
        if (values.contains(text.strip())) {
            return Secret.MASK;
        }
        try {
            return covered(text, needles);
        } catch (RuntimeException | StackOverflowError e) {
            return HIDDEN;
        }
    }

    /**
     * As {@link #mask(String)}, for the beginning of a longer text. Where it was cut, a secret may have been cut too: what could be the start of one is masked as
     * well.
     *
     * @param goesOn whether there was more
     */
    public String maskStart(String text, boolean goesOn) {
        if (broken || !goesOn) {
            return mask(text);
        }
        try {
            int longest = needles.stream().mapToInt(String::length).max().orElse(0);
            return covered(text, needles, longest);
        } catch (RuntimeException | StackOverflowError e) {
            return HIDDEN;
        }
    }

    /** As {@link #mask(String)}, for content to keep, but only for secrets of at least 8 characters: a shorter one is an ordinary word by chance. */
    public String maskContent(String text) {
        if (broken) {
            return HIDDEN;
        }
        List<String> sure = sure();
        return sure.isEmpty() ? text : covered(text, sure);
    }

    /** The values with each of their texts and names as {@link #maskContent(String)} gives it. */
    public Values maskContent(Values content) {
        if (broken) {
            return Values.of("hidden", HIDDEN);
        }
        List<String> sure = sure();
        return sure.isEmpty() ? content : Values.of(coveredMap(content.asMap(), sure));
    }

    /** Whether a secret of at least 8 characters, which is no ordinary word by chance, is in the text. */
    public boolean finds(String text) {
        if (broken) {
            return true;
        }
        return sure().stream().anyMatch(text::contains);
    }

    /**
     * Whether the text has {@value #SURE} letters and digits in a row with a secret in common, whatever their case, forwards or backwards, and whatever else stands between
     * them: for a text that can't be kept masked, and is better not kept at all.
     */
    public boolean resembles(String text) {
        String signs = signs(text);
        return broken
                || values.stream()
                        .map(Masks::signs)
                        .flatMap(secret -> Stream.of(
                                secret, new StringBuilder(secret).reverse().toString()))
                        .anyMatch(secret -> IntStream.rangeClosed(0, secret.length() - SURE)
                                .anyMatch(at -> signs.contains(secret.substring(at, at + SURE))));
    }

    private static String signs(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** The stack trace with all causes, masked, then cut to {@value #LONGEST_TRACE} characters. */
    public String trace(Throwable thrown) {
        try {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            String masked = mask(text.toString());
            return masked.length() <= LONGEST_TRACE ? masked : masked.substring(0, LONGEST_TRACE) + "…";
        } catch (RuntimeException | StackOverflowError e) {
            return thrown.getClass().getName() + ": " + HIDDEN;
        }
    }

    /** The same fault, its stack trace and causes kept, with masked messages: for what others threw, whose messages may hold anything. */
    public Throwable cover(Throwable thrown) {
        return MaskedThrowable.of(thrown, this);
    }

    private List<String> sure() {
        return needles.stream().filter(needle -> needle.length() >= SURE).toList();
    }

    private Map<String, @Nullable Object> coveredMap(Map<?, ?> map, List<String> needles) {
        var masked = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> masked.put(covered((String) name, needles), coveredValue(value, needles)));
        return masked;
    }

    private @Nullable Object coveredValue(@Nullable Object value, List<String> needles) {
        if (value instanceof String text) {
            return covered(text, needles);
        }
        if (value instanceof Map<?, ?> map) {
            return coveredMap(map, needles);
        }
        if (value instanceof List<?> list) {
            var masked = new ArrayList<@Nullable Object>();
            list.forEach(item -> masked.add(coveredValue(item, needles)));
            return masked;
        }
        return value;
    }

    /** U+0000 goes first: no store keeps it, and taken out later it would join the halves of a secret. */
    private String covered(String given, List<String> needles) {
        return covered(given, needles, 0);
    }

    private String covered(String given, List<String> needles, int hiddenAtEnd) {
        String text = given.indexOf('\0') < 0 ? given : given.replace("\0", "");
        BitSet hidden = SecretSpans.in(text, needles, squeezed);
        hidden.set(Math.max(0, text.length() - hiddenAtEnd), text.length());
        if (hidden.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder();
        for (int from = 0; from < text.length(); ) {
            int start = hidden.nextSetBit(from);
            if (start < 0) {
                return masked.append(text, from, text.length()).toString();
            }
            masked.append(text, from, start).append(Secret.MASK);
            from = hidden.nextClearBit(start);
        }
        return masked.toString();
    }

    @Override
    public String toString() {
        return "Masks[" + values.size() + "]";
    }
}
