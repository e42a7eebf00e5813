package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which cards of an owner, in which order, and how many of them. Immutable; each wither gives a new filter, and throws
 * {@link InvalidInputException} when what it is given breaks a rule. Spec: <em>Output Flow</em>, "Filter Cards".
 *
 * <p>Everything a filter names must hold of a card. Its JSON, which outputs and views carry and {@link #of} reads, has these names, all optional:
 *
 * <ul>
 *   <li>{@code card_types}, {@code source_ids}: one of; {@code tags}: at least one of; {@code all_tags}: each of; {@code no_tags}: none of. Lists
 *       of at most 100 texts, compared as they are written;
 *   <li>{@code where}: at most 50 conditions {@code {"field", "operator", "value", "ignore_case"}}, see {@link CardCondition} and {@link Comparison}.
 *       A field is {@code title}, {@code content}, or {@code data.} and a path: names and list positions joined by dots, as {@link Values#at} reads
 *       them. What does not stand there, and what is {@code null}, is missing;
 *   <li>{@code created_from} (that moment included) and {@code created_until} (excluded): a moment in ISO-8601, cut to microseconds, or how long before
 *       the choosing, such as {@code P7D}, {@code P2W} or {@code PT12H}. Months and years, which have no fixed length, are refused;
 *   <li>{@code include_delivered}: true if an output is to choose what it has delivered before, too; says nothing outside of an output;
 *   <li>{@code not_delivered_by}: the id of an output; set by the engine, not by an output or a view;
 *   <li>{@code view_id}: an output only: a view that this filter narrows;
 *   <li>{@code within}: another filter that must let a card through as well; what the engine makes of {@code view_id};
 *   <li>{@code sort}: at most 3 of {@code {"by", "order": "asc" | "desc"}}, see {@link CardSort}. Cards that tie, and all cards of a filter without a sort,
 *       come newest first, and those of one moment by id, the larger one first;
 *   <li>{@code limit}: 1 to {@value #MOST}, counting cards that are chosen; else {@value #USUAL}.
 * </ul>
 *
 * <p>A filter without its own sort or limit takes those of the filter it is {@link #within}.
 */
public final class CardFilter {
    /** The limit of a filter that names none. */
    public static final int USUAL = 100;

    /** The largest limit. */
    public static final int MOST = 1_000;

    private static final CardFilter ALL = new CardFilter(Values.empty());

    private final Values values;
    private final Optional<CardFilter> within;
    private final List<String> cardTypes;
    private final List<String> sourceIds;
    private final List<String> tags;
    private final List<String> allTags;
    private final List<String> noTags;
    private final List<CardCondition> where;
    private final Optional<FilterTime> from;
    private final Optional<FilterTime> until;
    private final List<CardSort> sort;

    private CardFilter(Values checked) {
        this.values = checked;
        this.within = checked.has("within") ? Optional.of(new CardFilter(checked.object("within"))) : Optional.empty();
        this.cardTypes = checked.texts("card_types");
        this.sourceIds = checked.texts("source_ids");
        this.tags = checked.texts("tags");
        this.allTags = checked.texts("all_tags");
        this.noTags = checked.texts("no_tags");
        this.where = checked.list("where").stream().map(CardCondition::of).toList();
        this.from = checked.optionalText("created_from").map(FilterTime::parse);
        this.until = checked.optionalText("created_until").map(FilterTime::parse);
        this.sort = checked.list("sort").stream().map(CardSort::of).toList();
    }

    /** All cards; go on with the withers. */
    public static CardFilter all() {
        return ALL;
    }

    /**
     * Reads the JSON form.
     *
     * @throws InvalidInputException with all violations
     */
    public static CardFilter of(Values json) {
        InvalidInputException.throwIfAny(CardFilterCheck.check(json));
        return new CardFilter(json);
    }

    /** Made by a source, {@code source}, or by a query, {@code query}. */
    public CardFilter cardTypes(String... types) {
        return with("card_types", List.of(types));
    }

    /** Made by one of these sources or queries. */
    public CardFilter sources(String... ids) {
        return with("source_ids", List.of(ids));
    }

    /** With at least one of these tags. */
    public CardFilter tags(String... any) {
        return with("tags", List.of(any));
    }

    /** With each of these tags. */
    public CardFilter allTags(String... all) {
        return with("all_tags", List.of(all));
    }

    /** With none of these tags. */
    public CardFilter noTags(String... none) {
        return with("no_tags", List.of(none));
    }

    /** With one more condition. {@code value}: text, number, flag, or a list of them for {@code IN} and {@code NOT_IN}; null for {@code EXISTS} and {@code MISSING}. */
    public CardFilter where(String field, Comparison comparison, @Nullable Object value) {
        return and(
                new CardCondition(field, comparison, Values.of("value", value).at("value"), false));
    }

    /** As {@link #where}, and texts are compared whatever their case. */
    public CardFilter whereIgnoringCase(String field, Comparison comparison, Object value) {
        return and(
                new CardCondition(field, comparison, Values.of("value", value).at("value"), true));
    }

    /** Made at this moment or later. */
    public CardFilter createdFrom(Instant moment) {
        return with("created_from", moment);
    }

    /** Made within this time before the choosing. */
    public CardFilter createdWithin(Duration ago) {
        return with("created_from", ago.toString());
    }

    /** Made before this moment. */
    public CardFilter createdUntil(Instant moment) {
        return with("created_until", moment);
    }

    /** Made longer than this time before the choosing. */
    public CardFilter olderThan(Duration ago) {
        return with("created_until", ago.toString());
    }

    /** Delivered before, by the output that chooses, or not. */
    public CardFilter includeDelivered() {
        return with("include_delivered", true);
    }

    /** Not delivered by this output. */
    public CardFilter notDeliveredBy(String outputId) {
        return with("not_delivered_by", outputId);
    }

    /** Narrowing this view; for an output. */
    public CardFilter view(String id) {
        return with("view_id", id);
    }

    /** Let through by the other filter as well, with its sort and limit unless this one has its own; no longer by a view. */
    public CardFilter within(CardFilter other) {
        return of(values.without("view_id").with("within", other.values));
    }

    /** Sorted by one thing more: {@code created_at}, {@code title}, or {@code data.} and a path. */
    public CardFilter sortBy(String by, boolean descending) {
        var all = new ArrayList<>(sort);
        all.add(new CardSort(by, descending));
        return with("sort", all.stream().map(CardSort::toValues).toList());
    }

    /** At most so many, from 1 to {@value #MOST}. */
    public CardFilter limit(int most) {
        return with("limit", most);
    }

    /** This filter with its borders of time as moments, seen from this one. */
    public CardFilter at(Instant now) {
        if (isAbsolute()) {
            return this;
        }
        Values absolute = values;
        if (from.isPresent()) {
            absolute = absolute.with("created_from", from.get().at(now));
        }
        if (until.isPresent()) {
            absolute = absolute.with("created_until", until.get().at(now));
        }
        return new CardFilter(absolute.withOptional("within", within.map(outer -> outer.at(now).values)));
    }

    /** Whether no border of time hangs on the moment of choosing. */
    public boolean isAbsolute() {
        return from.flatMap(FilterTime::ago).isEmpty()
                && until.flatMap(FilterTime::ago).isEmpty()
                && within.map(CardFilter::isAbsolute).orElse(true);
    }

    /** Whether a card is let through, but for what outputs have delivered, which no card tells. The filter is absolute. */
    public boolean lets(Card card) {
        return (cardTypes.isEmpty() || cardTypes.contains(card.cardType()))
                && (sourceIds.isEmpty() || sourceIds.contains(card.sourceId()))
                && (tags.isEmpty() || card.tags().stream().anyMatch(tags::contains))
                && card.tags().containsAll(allTags)
                && noTags.stream().noneMatch(card.tags()::contains)
                && createdFrom()
                        .map(border -> !card.createdAt().isBefore(border))
                        .orElse(true)
                && createdUntil().map(card.createdAt()::isBefore).orElse(true)
                && where.stream().allMatch(condition -> condition.lets(card))
                && within.map(outer -> outer.lets(card)).orElse(true);
    }

    /** The order of the cards; no two cards of one owner tie in it. */
    public Comparator<Card> order() {
        Comparator<Card> newestFirst = CardSort.NEWEST_FIRST;
        return sort().stream()
                .map(CardSort::order)
                .reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(newestFirst))
                .orElse(newestFirst);
    }

    /** This filter, and the one it is within: all of them must let a card through. */
    public List<CardFilter> parts() {
        return within.map(outer -> List.of(this, outer)).orElseGet(() -> List.of(this));
    }

    /** One of; empty for any. */
    public List<String> cardTypes() {
        return cardTypes;
    }

    /** One of; empty for any. */
    public List<String> sourceIds() {
        return sourceIds;
    }

    /** At least one of; empty for any. */
    public List<String> tags() {
        return tags;
    }

    /** Each of. */
    public List<String> allTags() {
        return allTags;
    }

    /** None of. */
    public List<String> noTags() {
        return noTags;
    }

    /** Each of. */
    public List<CardCondition> where() {
        return where;
    }

    /** Included; of an absolute filter. */
    public Optional<Instant> createdFrom() {
        return from.map(CardFilter::moment);
    }

    /** Excluded; of an absolute filter. */
    public Optional<Instant> createdUntil() {
        return until.map(CardFilter::moment);
    }

    /** Whether an output chooses what it has delivered, too. */
    public boolean includesDelivered() {
        return values.flag("include_delivered", false)
                || within.map(CardFilter::includesDelivered).orElse(false);
    }

    /** An output whose delivered cards are left out. */
    public Optional<String> notDeliveredBy() {
        return values.optionalText("not_delivered_by");
    }

    /** The view that it narrows. */
    public Optional<String> viewId() {
        return values.optionalText("view_id");
    }

    /** Its own sort, or that of the filter it is within; empty for newest first. */
    public List<CardSort> sort() {
        return sort.isEmpty() && within.isPresent() ? within.get().sort() : sort;
    }

    /** Its own limit, or that of the filter it is within, or {@value #USUAL}. */
    public int limit() {
        return values.has("limit")
                ? (int) values.whole("limit")
                : within.map(CardFilter::limit).orElse(USUAL);
    }

    /** The JSON form. */
    public Values toValues() {
        return values;
    }

    /** By the JSON form. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CardFilter filter && filter.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return values.toJson();
    }

    private CardFilter and(CardCondition condition) {
        var all = new ArrayList<>(where);
        all.add(condition);
        return with("where", all.stream().map(CardCondition::toValues).toList());
    }

    private CardFilter with(String name, Object value) {
        return of(values.with(name, value));
    }

    private static Instant moment(FilterTime border) {
        return border.moment()
                .orElseThrow(() -> new IllegalStateException("The filter is relative: choose by its at(now)"));
    }
}
