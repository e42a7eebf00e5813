package org.symposium.core.internal.content;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code date created_at "d MMM uuuu" "Europe/Berlin" "de"}: a moment as people write it. Pattern ({@link DateTimeFormatter}), zone and language (BCP 47) may be
 * left out from the end: {@value #PATTERN}, the zone of the rendering, English. All three are checked when the template is read, and can't come from
 * values. Moments are text in the forms of ISO 8601; a time without offset is in the zone, a day stays that day. What is no moment shows as it is.
 */
final class TemplateDate {
    private static final String PATTERN = "uuuu-MM-dd";
    private static final int LONGEST = 64;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Pattern SHAPE =
            Pattern.compile("date\\s+(?<path>[^\\s\"']+)(?<words>(?:\\s+(?:\"[^\"]*\"|'[^']*'))*+)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final ZonedDateTime ANY_MOMENT = LocalDate.of(2026, 1, 31).atStartOfDay(ZoneOffset.UTC);

    private final TemplatePath path;
    private final DateTimeFormatter format;
    private final Optional<ZoneId> zone;

    private TemplateDate(TemplatePath path, DateTimeFormatter format, Optional<ZoneId> zone) {
        this.path = path;
        this.format = format;
        this.zone = zone;
    }

    static boolean isMeantBy(String text) {
        return text.startsWith("date ") || text.startsWith("date\t") || text.startsWith("date\n");
    }

    /**
     * Reads the tag's text.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static TemplateDate parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        Optional<TemplatePath> path = shape.matches() ? TemplatePath.parse(shape.group("path")) : Optional.empty();
        List<String> words = path.isPresent() ? words(shape.group("words")) : List.of();
        if (path.isEmpty() || words.size() > 3) {
            throw new IllegalArgumentException(
                    "a date is written as {{date created_at \"d MMM uuuu\" \"Europe/Berlin\" \"en\"}},"
                            + " with pattern, zone and language in quotes or left out");
        }
        Locale language = words.size() > 2 ? language(words.get(2)) : Locale.ENGLISH;
        DateTimeFormatter format = format(words.isEmpty() ? PATTERN : words.get(0), language);
        return new TemplateDate(
                path.get(), format, words.size() > 1 ? Optional.of(zone(words.get(1))) : Optional.empty());
    }

    /** The moment as text, seen from the innermost of the scopes. */
    String in(List<Object> scopes) {
        TemplateOutput run = TemplateScope.innermostOf(scopes).run();
        Object value = path.in(scopes);
        run.count();
        String text = TemplateValues.text(value, run);
        ZonedDateTime moment = moment(text, zone.orElse(run.zone()));
        try {
            return moment == null ? text : format.format(moment);
        } catch (DateTimeException e) {
            return text; // a year that the pattern has no room for
        }
    }

    private static @Nullable ZonedDateTime moment(String text, ZoneId zone) {
        if (text.length() > LONGEST || text.length() < 10) {
            return null;
        }
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone);
            }
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return parsed instanceof ZonedDateTime moment
                    ? moment.withZoneSameInstant(zone)
                    : LocalDateTime.from(parsed).atZone(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    private static DateTimeFormatter format(String pattern, Locale language) {
        if (pattern.isBlank() || pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a date's pattern has 1 to " + LONGEST + " characters");
        }
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, language);
            String unused = format.format(ANY_MOMENT); // not every letter that is a pattern fits a moment
            return format;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no pattern for dates; take letters as in \"d MMM uuuu, HH:mm\"", e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no time zone; take one such as \"Europe/Berlin\" or \"UTC\"", e);
        }
    }

    private static Locale language(String tag) {
        Locale language = Locale.forLanguageTag(tag);
        if (!LANGUAGES.contains(language.getLanguage())) {
            throw new IllegalArgumentException("'" + tag + "' is no language; take one such as \"de\" or \"pt-BR\"");
        }
        return language;
    }
}
