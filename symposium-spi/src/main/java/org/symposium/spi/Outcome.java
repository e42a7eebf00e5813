package org.symposium.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;

/**
 * What came of a run, to be saved as one. Made by the engine.
 *
 * @param executionId the run's id; the log row's too
 * @param attempt from 1; each attempt of a run is saved once
 * @param owner whose run it was
 * @param execution the log row; replaces that of an earlier attempt
 * @param card the card it made
 * @param rewrite a card that is something else now
 * @param advances how rows move forward
 * @param delivered which cards an output has delivered
 * @param audit that it opened credentials; its row is written anew if its revision is 0, else over the one that was written before
 */
public record Outcome(
        String executionId,
        int attempt,
        String owner,
        Execution execution,
        Optional<Card> card,
        List<Advance> advances,
        Optional<Delivered> delivered,
        Optional<AuditEntry> audit,
        Optional<Rewrite> rewrite) {
    /** Copies the list. */
    public Outcome {
        advances = List.copyOf(advances);
    }

    /** Of a run that changed no card that there was. */
    public Outcome(
            String executionId,
            int attempt,
            String owner,
            Execution execution,
            Optional<Card> card,
            List<Advance> advances,
            Optional<Delivered> delivered,
            Optional<AuditEntry> audit) {
        this(executionId, attempt, owner, execution, card, advances, delivered, audit, Optional.empty());
    }

    /** Of a run that opened no credentials. */
    public Outcome(
            String executionId,
            int attempt,
            String owner,
            Execution execution,
            Optional<Card> card,
            List<Advance> advances,
            Optional<Delivered> delivered) {
        this(executionId, attempt, owner, execution, card, advances, delivered, Optional.empty());
    }

    /**
     * A card that was there becomes something else: a delta, on top of whatever the card is at that moment, so that tags which its user edited meanwhile stay. What it
     * was before is kept as a {@link org.symposium.spi.model.CardVersion}, and of those of one card no more than the newest {@link
     * org.symposium.spi.model.CardVersion#MOST}. For a card that is gone, nothing is written.
     *
     * @param cardId the card, of the outcome's owner
     * @param versionId the id of the version that is kept
     * @param at when
     * @param changes values of the card by their names in JSON; others stay
     */
    public record Rewrite(String cardId, String versionId, Instant at, Values changes) {}

    /**
     * Cards that an output has delivered, and need not choose again.
     *
     * @param outputId the output
     * @param cardIds the cards; those delivered before are left as they are
     */
    public record Delivered(String outputId, List<String> cardIds) {
        /** Copies the list. */
        public Delivered {
            cardIds = List.copyOf(cardIds);
        }
    }
}
