package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.log.RowSize;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What the middle of a flow made, or how it failed.
 *
 * @param summary one line for the log
 * @param cursor what the next run of a source gets
 * @param deliveredCards ids of the cards an output delivered
 * @param failure what went wrong
 * @param trace the full trace of it, masked
 * @param nextTryAt when the run goes on; empty when it is over, or interrupted
 * @param tally how the sources of a query did; empty for anything else, and for a query that was stopped
 * @param rewrite what the card, which was there before, becomes
 */
record Made(
        Status status,
        String summary,
        Optional<Card> card,
        Optional<Values> cursor,
        Optional<DeliveryResult> delivery,
        List<String> deliveredCards,
        List<String> notices,
        Optional<Verdict> failure,
        String trace,
        Optional<Instant> nextTryAt,
        Optional<Tally> tally,
        Optional<Outcome.Rewrite> rewrite) {

    static Made card(Card card, CardData data, Optional<Values> cursor) {
        return fetched(Status.SUCCESS, "Card: " + card.title(), Optional.of(card), data, cursor);
    }

    static Made unchanged(CardData data, Optional<Values> cursor) {
        return fetched(Status.UNCHANGED, "Nothing new", Optional.empty(), data, cursor);
    }

    /** A source gave this, for a query. */
    static Made part(CardData data) {
        return fetched(Status.SUCCESS, "Fetched for a query", Optional.empty(), data, Optional.empty());
    }

    static Made delivered(DeliveryResult result, List<String> cardIds) {
        return new Made(
                Status.SUCCESS,
                "Delivered " + cardIds.size() + (cardIds.size() == 1 ? " card" : " cards"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(result),
                cardIds,
                result.notices(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A card of those sources that gave something. */
    static Made gathered(Card card, List<String> notices, Tally tally) {
        return new Made(
                tally.failed() == 0 ? Status.SUCCESS : Status.PARTIAL,
                tally.failed() == 0
                        ? "Card: " + card.title()
                        : "Card: " + card.title() + "; " + tally.failed() + " of "
                                + (tally.succeeded() + tally.failed()) + " sources failed",
                Optional.of(card),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                notices,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.of(tally),
                Optional.empty());
    }

    /** A card was fetched again and becomes this. */
    static Made refreshed(Card card, Outcome.Rewrite rewrite, List<String> notices, Optional<Tally> tally) {
        boolean isPartial = tally.filter(counted -> counted.failed() > 0).isPresent();
        return new Made(
                isPartial ? Status.PARTIAL : Status.SUCCESS,
                "Card refreshed: " + card.title(),
                Optional.of(card),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                notices,
                Optional.empty(),
                "",
                Optional.empty(),
                tally,
                Optional.of(rewrite));
    }

    /** Too few sources gave something. */
    static Made failed(Verdict verdict, Tally tally) {
        return failed(Status.FAILURE, verdict, "").with(tally);
    }

    /** Its cards are still to be delivered. */
    static Made tried(DeliveryResult result) {
        return new Made(
                Status.SUCCESS,
                "Delivered on trial",
                Optional.empty(),
                Optional.empty(),
                Optional.of(result),
                List.of(),
                result.notices(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Made skipped() {
        return nothing(Status.SKIPPED, "No card to deliver", Optional.empty(), "");
    }

    static Made failed(Status status, Verdict verdict, String trace) {
        return nothing(status, "Failed: " + verdict.kind().word(), Optional.of(verdict), trace);
    }

    /** Whether the run goes on no more. */
    boolean isOver() {
        return status != Status.INTERRUPTED && nextTryAt.isEmpty();
    }

    /** It is tried again at this moment. */
    Made triedAgainAt(Instant at) {
        return goingOn(Status.FAILURE, "tried again at", at);
    }

    /** It is put back for this moment. */
    Made delayedTo(Instant at) {
        return goingOn(Status.DELAYED, "put back for", at);
    }

    private Made goingOn(Status how, String what, Instant at) {
        return new Made(
                how,
                summary + "; " + what + " " + LogRow.cut(at),
                card,
                cursor,
                delivery,
                deliveredCards,
                notices,
                failure,
                trace,
                Optional.of(LogRow.cut(at)),
                tally,
                rewrite);
    }

    /** The run has failed for good, for this reason too. */
    Made over(Verdict verdict, String why) {
        Made over =
                nothing(Status.FAILURE, "Failed: " + verdict.kind().word() + "; " + why, Optional.of(verdict), trace);
        return tally.map(over::with).orElse(over);
    }

    /** The run has failed for good and left something in doubt: its user decides. */
    Made held(Verdict verdict, String why) {
        return nothing(Status.FAILURE, summary + "; " + why, Optional.of(verdict), trace);
    }

    private Made with(Tally counted) {
        return new Made(
                status,
                summary,
                card,
                cursor,
                delivery,
                deliveredCards,
                notices,
                failure,
                trace,
                nextTryAt,
                Optional.of(counted),
                rewrite);
    }

    /**
     * The same without any secret in what a stranger's handler or service said: the log's texts, the cursor, the confirmation. The card is masked where it is
     * made.
     */
    Made masked(Masks masks) {
        return new Made(
                status,
                masks.mask(summary),
                card,
                cursor.map(masks::maskContent),
                delivery.map(result -> masked(result, masks)),
                deliveredCards,
                RowSize.notices(notices.stream().map(masks::mask).toList()),
                failure,
                trace,
                nextTryAt,
                tally,
                rewrite);
    }

    private static Made fetched(
            Status status, String summary, Optional<Card> card, CardData data, Optional<Values> cursor) {
        return new Made(
                status,
                summary,
                card,
                cursor,
                Optional.empty(),
                List.of(),
                data.notices(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Made nothing(Status status, String summary, Optional<Verdict> failure, String trace) {
        return new Made(
                status,
                summary,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                failure,
                trace,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DeliveryResult masked(DeliveryResult result, Masks masks) {
        DeliveryResult masked = DeliveryResult.of(masks.maskContent(result.confirmation()));
        for (String notice : result.notices()) {
            masked = masked.notice(masks.mask(notice));
        }
        return masked;
    }
}
