package org.symposium.core.internal.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.IntegerFieldValue;
import com.cronutils.model.field.value.SpecialChar;
import com.cronutils.parser.CronParser;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symposium.spi.model.InvalidInputException;

/**
 * A cron expression, read and put into words by cron-utils. Its slots are found by ourselves: the library takes up to a millisecond for each, and skips whole
 * days around changes to summer time. Immutable.
 *
 * <p>Five fields (minute, hour, day of month, month, day of week) as in crontab(5), or six with the second in front, or a nickname. Names of months and days,
 * {@code ?}, {@code L}, {@code L-3}, {@code 15W}, {@code LW}, {@code FRI#2} and {@code FRIL} are understood in both.
 */
final class CronExpression {
    private static final int LONGEST = 200;
    private static final CronParser FIVE_FIELDS = new CronParser(definition(CronDefinitionBuilder.defineCron()));
    private static final CronParser SIX_FIELDS = new CronParser(definition(CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()));

    private final Cron cron;
    private final CronSlots slots;

    private CronExpression(Cron cron) {
        this.cron = cron;
        this.slots = slots(cron.retrieveFieldsAsMap());
    }

    /**
     * Reads an expression.
     *
     * @throws InvalidInputException with rule {@code cron}, saying what is wrong
     */
    static CronExpression of(String expression) {
        String trimmed = expression.strip();
        if (trimmed.length() > LONGEST || trimmed.indexOf('|') >= 0) {
            throw wrong(trimmed.length() > LONGEST ? "it is longer than " + LONGEST + " characters" : "'|' is unknown");
        }
        boolean nickname = trimmed.startsWith("@");
        String fields = nickname ? trimmed.toLowerCase(Locale.ROOT) : trimmed.toUpperCase(Locale.ROOT);
        int count = fields.split("\\s+").length;
        if (!nickname && count != 5 && count != 6) {
            throw wrong("it has " + count + " fields, not five or six");
        }
        try {
            return new CronExpression((nickname || count == 6 ? SIX_FIELDS : FIVE_FIELDS).parse(fields));
        } catch (IllegalArgumentException e) {
            throw wrong(firstLine(e));
        } catch (IndexOutOfBoundsException e) { // what the library makes of "1#"
            throw wrong("it can't be read");
        }
    }

    CronSlots slots() {
        return slots;
    }

    /** In words of the locale's language, or in English where the library doesn't know that; the expression itself where the library's words would be wrong. */
    String describe(Locale locale) {
        if (cron.retrieveFieldsAsMap().values().stream().anyMatch(CronExpression::isMisread)) {
            return cron.asString();
        }
        CronDescriptor wanted = CronDescriptor.instance(locale);
        boolean known = wanted.getResourceBundle().getLocale().getLanguage().equals(locale.getLanguage());
        String words = known ? wanted.describe(cron) : "";
        boolean broken = words.isEmpty() || words.indexOf('\ufffd') >= 0; // there is a typing error in the German ones
        return broken ? CronDescriptor.instance(Locale.ENGLISH).describe(cron) : words;
    }

    /** The library takes the step in {@code *}{@code /2} for a Tuesday, and the L in {@code 1,L} for a -1. */
    private static boolean isMisread(CronField field) {
        FieldExpression expression = field.getExpression();
        if (expression instanceof And and) {
            return and.getExpressions().stream()
                    .anyMatch(one -> one instanceof On on && on.getSpecialChar().getValue() != SpecialChar.NONE);
        }
        return expression instanceof Every && field.getField() == CronFieldName.DAY_OF_WEEK;
    }

    private static CronDefinition definition(CronDefinitionBuilder begun) {
        return begun.withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withSupportedNicknameYearly()
                .withSupportedNicknameAnnually()
                .withSupportedNicknameMonthly()
                .withSupportedNicknameWeekly()
                .withSupportedNicknameDaily()
                .withSupportedNicknameMidnight()
                .withSupportedNicknameHourly()
                .instance();
    }

    private static CronSlots slots(Map<CronFieldName, CronField> fields) {
        boolean six = fields.containsKey(CronFieldName.SECOND);
        FieldExpression hours = expression(fields, CronFieldName.HOUR);
        return new CronSlots(
                new CronDays((int) bits(expression(fields, CronFieldName.MONTH), 1, 12), days(fields, six)),
                bits(hours, 0, 23),
                bits(expression(fields, CronFieldName.MINUTE), 0, 59),
                six ? bits(expression(fields, CronFieldName.SECOND), 0, 59) : 1,
                everyHours(hours));
    }

    private static int everyHours(FieldExpression hours) {
        if (hours instanceof Every every) {
            return every.getExpression() instanceof Always ? every.getPeriod().getValue() : 0;
        }
        return hours instanceof Always ? 1 : 0;
    }

    private static MonthDays days(Map<CronFieldName, CronField> fields, boolean bothMustFit) {
        FieldExpression ofMonth = expression(fields, CronFieldName.DAY_OF_MONTH);
        FieldExpression ofWeek = expression(fields, CronFieldName.DAY_OF_WEEK);
        if (isAny(ofMonth)) {
            return isAny(ofWeek) ? MonthDays.ALL : daysOfWeek(ofWeek);
        }
        if (isAny(ofWeek)) {
            return daysOfMonth(ofMonth);
        }
        return bothMustFit
                ? daysOfMonth(ofMonth).and(daysOfWeek(ofWeek))
                : daysOfMonth(ofMonth).or(daysOfWeek(ofWeek));
    }

    private static MonthDays daysOfMonth(FieldExpression expression) {
        if (expression instanceof And and) {
            return and.getExpressions().stream()
                    .map(CronExpression::daysOfMonth)
                    .reduce(MonthDays.NONE, MonthDays::or);
        }
        if (!(expression instanceof On on) || on.getSpecialChar().getValue() == SpecialChar.NONE) {
            long days = bits(expression, 1, 31);
            return (first, length) -> (int) days & MonthDays.ALL.of(first, length);
        }
        int day = on.getTime().getValue();
        return switch (on.getSpecialChar().getValue()) {
            case L ->
                MonthDays.beforeLast(onlyIf(day < 0, Math.max(0, on.getNth().getValue()), on));
            case W -> MonthDays.nearestWorkday(onlyIf(day > 0, day, on));
            case LW -> MonthDays.lastWorkday();
            default -> throw unknown(on);
        };
    }

    private static MonthDays daysOfWeek(FieldExpression expression) {
        if (expression instanceof And and) {
            return and.getExpressions().stream().map(CronExpression::daysOfWeek).reduce(MonthDays.NONE, MonthDays::or);
        }
        if (!(expression instanceof On on) || on.getSpecialChar().getValue() == SpecialChar.NONE) {
            long days = bits(expression, 0, 7);
            return IntStream.range(0, Long.SIZE)
                    .filter(day -> ((days >>> day) & 1) == 1)
                    .mapToObj(day -> MonthDays.each(weekday(day)))
                    .reduce(MonthDays.NONE, MonthDays::or);
        }
        int nth = on.getNth().getValue();
        int day = onlyIf(on.getTime().getValue() >= 0, on.getTime().getValue(), on);
        return switch (on.getSpecialChar().getValue()) {
            case HASH -> MonthDays.nth(weekday(day), onlyIf(nth >= 1 && nth <= 5, nth, on));
            case L -> MonthDays.last(weekday(day));
            default -> throw unknown(on);
        };
    }

    /** Values of a field, as bits. Days of the week go round: Friday to Monday is 5 to 8. */
    private static long bits(FieldExpression expression, int least, int most) {
        if (isAny(expression)) {
            return range(least, most, 1);
        }
        if (expression instanceof And and) {
            return and.getExpressions().stream()
                    .mapToLong(one -> bits(one, least, most))
                    .reduce(0, (some, more) -> some | more);
        }
        if (expression instanceof Between between) {
            return range(between, 1);
        }
        if (expression instanceof On on && on.getSpecialChar().getValue() == SpecialChar.NONE) {
            return 1L << on.getTime().getValue();
        }
        if (expression instanceof Every every) {
            int step = every.getPeriod().getValue();
            if (every.getExpression() instanceof Between between) {
                return range(between, step);
            }
            if (every.getExpression() instanceof On on && on.getSpecialChar().getValue() == SpecialChar.NONE) {
                return range(on.getTime().getValue(), most, step);
            }
            return range(least, most, step);
        }
        throw unknown(expression);
    }

    private static long range(Between between, int step) {
        int from = number(between.getFrom(), between);
        int to = number(between.getTo(), between);
        return range(from, to < from ? to + 7 : to, step);
    }

    private static long range(int from, int to, int step) {
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static int number(FieldValue<?> value, FieldExpression in) {
        if (value instanceof IntegerFieldValue number) {
            return number.getValue();
        }
        throw unknown(in);
    }

    private static int onlyIf(boolean understood, int value, FieldExpression in) {
        if (understood) {
            return value;
        }
        throw unknown(in);
    }

    private static DayOfWeek weekday(int number) {
        return DayOfWeek.SUNDAY.plus(number);
    }

    private static boolean isAny(FieldExpression expression) {
        return expression instanceof Always || expression instanceof QuestionMark;
    }

    private static FieldExpression expression(Map<CronFieldName, CronField> fields, CronFieldName name) {
        return Objects.requireNonNull(fields.get(name)).getExpression();
    }

    private static InvalidInputException unknown(FieldExpression expression) {
        return wrong("'" + expression.asString() + "' is not understood there");
    }

    private static InvalidInputException wrong(String why) {
        return new InvalidInputException("schedule.cron", "cron", "is not a cron expression: " + why);
    }

    private static String firstLine(RuntimeException e) {
        String message = Optional.ofNullable(e.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .map(line -> line.replace("Failed to parse cron expression. ", ""))
                .orElse("it can't be read");
        return message.length() > LONGEST ? message.substring(0, LONGEST) : message;
    }
}
