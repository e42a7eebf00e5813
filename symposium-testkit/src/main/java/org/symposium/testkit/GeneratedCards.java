package org.symposium.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Comparison;
import org.symposium.spi.model.Values;

/** Cards that look much alike, with all that is odd in texts and numbers, and filters that fit some of them. The same each time for a seed. */
final class GeneratedCards {
    private static final List<String> WORDS = List.of(
            "", "a", "A", "ab", "b", "ä", "Ä", "a\u0308", "ß", "SS", "ss", "😀", "😀a", "\uE000", "\uFFFD", "日本", "1",
            "1.0", "01", "10", "true", "null", "%", "_", "\\", "\"", "a\"b", "'", "a'b", " a", "a ", "\n", "İ", "i",
            "ı", "{}", "[1]", "C:\\a", "ab😀", "a_b");
    private static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            2L,
            10L,
            -1L,
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            new BigDecimal("1E+1"),
            new BigDecimal("0.1"),
            new BigDecimal("0.10000000000000000001"),
            new BigDecimal("-0.0"),
            new BigDecimal("1E-30"),
            new BigDecimal("1E+400"),
            9_007_199_254_740_993L,
            new BigDecimal("9007199254740992"),
            Long.MAX_VALUE,
            new BigInteger("12345678901234567890123"));
    private static final List<String> FIELDS = List.of(
            "title",
            "content",
            "data.kind",
            "data.n",
            "data.m",
            "data.nested",
            "data.nested.x",
            "data.nested.list",
            "data.nested.list.0",
            "data.nested.list.1",
            "data.nested.list.-1",
            "data.items.0.id",
            "data.items.01.id",
            "data.a.b",
            "data.ünï",
            "data.none",
            "data.kind.x",
            "data.'; --");
    private static final List<String> TAGS = List.of("java", "Java", "news", "ä 👍", "a\"b", "x_y", "%");
    private static final List<String> SOURCES = List.of("s1", "s2", "S1", "q1");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;

    GeneratedCards(long seed) {
        this.random = new Random(seed);
    }

    Card card(String owner, int number) {
        Values row = Values.of("id", (random.nextBoolean() ? "a-" : "Z-") + number)
                .with("user_id", owner)
                .with("card_type", random.nextInt(4) == 0 ? "query" : "source")
                .with("title", word() + (random.nextBoolean() ? word() : ""))
                .with("data", data())
                .with("content", word() + word())
                .with("tags", some(TAGS, 3))
                .with("created_at", moment());
        return Card.of(random.nextInt(8) == 0 ? row : row.with("source_id", one(SOURCES)));
    }

    /** A filter; half of them are within another one. */
    CardFilter filter() {
        CardFilter filter = part();
        if (random.nextInt(3) == 0) {
            filter = filter.within(part());
        }
        return random.nextInt(4) == 0 ? filter.notDeliveredBy("out-1") : filter;
    }

    private CardFilter part() {
        CardFilter filter = CardFilter.all();
        filter = random.nextInt(4) == 0 ? filter.cardTypes(one(List.of("source", "query"))) : filter;
        filter = random.nextInt(4) == 0 ? filter.sources(texts(SOURCES)) : filter;
        filter = tagged(filter);
        for (int conditions = random.nextInt(3); conditions > 0; conditions--) {
            filter = condition(filter);
        }
        Instant from = moment();
        filter = random.nextInt(5) == 0 ? filter.createdFrom(from) : filter;
        filter = random.nextInt(5) == 0 ? filter.createdUntil(from.plusSeconds(1 + random.nextInt(20))) : filter;
        List<String> sorts = some(List.of("created_at", "title", "data.n", "data.nested.x", "data.kind"), 3);
        if (random.nextBoolean()) {
            for (String by : sorts) {
                filter = filter.sortBy(by, random.nextBoolean());
            }
        }
        return random.nextInt(3) > 0 ? filter.limit(1 + random.nextInt(random.nextBoolean() ? 5 : 300)) : filter;
    }

    private CardFilter tagged(CardFilter filter) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> filter.tags(texts(TAGS));
            case 2 -> filter.allTags(texts(TAGS));
            case 3 -> filter.noTags(texts(TAGS));
            case 4 -> filter.tags("java", "news").noTags("Java");
            default -> filter;
        };
    }

    private CardFilter condition(CardFilter filter) {
        String field = one(FIELDS);
        Comparison comparison = one(List.of(Comparison.values()));
        return switch (comparison) {
            case EXISTS, MISSING -> filter.where(field, comparison, null);
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
                filter.where(field, comparison, random.nextBoolean() ? word() : one(NUMBERS));
            case STARTS_WITH, ENDS_WITH -> text(filter, field, comparison, word());
            case IN, NOT_IN -> text(filter, field, comparison, Arrays.asList(scalar(), scalar(), one(NUMBERS), word()));
            default -> text(filter, field, comparison, scalar());
        };
    }

    private CardFilter text(CardFilter filter, String field, Comparison comparison, Object value) {
        return random.nextInt(4) == 0
                ? filter.whereIgnoringCase(field, comparison, value)
                : filter.where(field, comparison, value);
    }

    private Map<String, @Nullable Object> data() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        put(data, "kind", word());
        put(data, "n", scalar());
        put(data, "m", one(NUMBERS));
        put(data, "ünï", scalar());
        var nested = new LinkedHashMap<String, @Nullable Object>();
        put(nested, "x", scalar());
        put(nested, "list", random.nextInt(4) == 0 ? scalar() : Arrays.asList(scalar(), null, scalar()));
        put(data, "nested", nested);
        put(data, "items", List.of(Map.of("id", scalar()), Map.of("id", word())));
        put(data, "a", Map.of("b", scalar()));
        if (random.nextInt(4) == 0) {
            put(data, "a.b", scalar());
        }
        return data;
    }

    private void put(Map<String, @Nullable Object> map, String name, Object value) {
        int chance = random.nextInt(10);
        if (chance > 0) {
            map.put(name, chance == 1 ? null : value);
        }
    }

    private Object scalar() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextBoolean();
            case 1, 2 -> one(NUMBERS);
            default -> word();
        };
    }

    private String word() {
        return one(WORDS);
    }

    private Instant moment() {
        return FIRST.plusSeconds(random.nextInt(20)).plusNanos(1_000L * random.nextInt(3));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private List<String> some(List<String> all, int most) {
        var some = new ArrayList<String>();
        for (int number = random.nextInt(most + 1); number > 0; number--) {
            String each = one(all);
            if (!some.contains(each)) {
                some.add(each);
            }
        }
        return some;
    }

    private String[] texts(List<String> all) {
        List<String> some = some(all, 3);
        return some.isEmpty() ? new String[] {one(all)} : some.toArray(String[]::new);
    }
}
