package org.symposium.core.internal.oauth;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.log.CutText;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Judge;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/** Reads answers of token services without trust: whatever can't be used is said, and nothing of it repeated that may be a secret. */
final class TokenReader implements Judge {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int LONGEST_TOLD = 300;
    private static final BigDecimal LONGEST_LIFE =
            BigDecimal.valueOf(Duration.ofDays(3_650).toSeconds());

    private final OAuthTerms terms;
    private final Masks masks;

    TokenReader(OAuthTerms terms, Masks masks) {
        this.terms = terms;
        this.masks = masks;
    }

    /** What says what is wrong is an answer, whatever its status; what may pass is tried again. */
    @Override
    public Verdict judge(HttpReply reply) {
        boolean isAnswer = reply.status() / 100 == 4
                && reply.status() != 429
                && reply.jsonIfAny().flatMap(this::error).isPresent();
        return isAnswer ? Verdict.ok() : reply.byStatus();
    }

    /**
     * What came of it.
     *
     * @throws org.symposium.spi.model.HandlerException INVALID_RESPONSE, when it is neither a token nor an error
     */
    TokenReply read(HttpReply reply) {
        JsonNode json = reply.json();
        Optional<String> error = error(json);
        if (error.isPresent()) {
            String description = text(json, "/error_description").orElse("");
            return new TokenReply.Refused(told(error.get()), told(description), terms.endsGrant(error.get()));
        }
        return new TokenReply.Granted(tokens(json), lifetime(json), facts(json));
    }

    /** What an answer tells of the account. */
    Values facts(JsonNode json) {
        Values facts = Values.empty();
        for (Map.Entry<String, String> fact : terms.facts().entrySet()) {
            facts = facts.withOptional(
                    fact.getKey(), text(json, fact.getValue()).map(text -> masks.maskContent(cut(text))));
        }
        return facts;
    }

    /** The service's word for what is wrong; empty when nothing is. */
    Optional<String> error(JsonNode json) {
        return text(json, terms.errorAt()).filter(error -> !error.isBlank());
    }

    /** Whether an error says that the grant has ended. */
    boolean endsGrant(String error) {
        return terms.endsGrant(error);
    }

    private Credentials tokens(JsonNode json) {
        Credentials tokens = Credentials.none();
        for (Map.Entry<String, String> place : terms.credentials().entrySet()) {
            Optional<String> token =
                    text(json, place.getValue()).map(String::strip).filter(text -> !text.isEmpty());
            token.ifPresent(masks::add);
            if (token.filter(TokenReader::isUnusable).isPresent()) {
                throw Faults.unusable("has something in " + place.getValue() + " that can't be sent back to it.");
            }
            tokens = token.isPresent() ? tokens.with(place.getKey(), token.get()) : tokens;
        }
        if (!tokens.has(terms.accessToken())) {
            throw Faults.unusable(
                    "has no access token in " + terms.credentials().get(terms.accessToken()) + ".");
        }
        return tokens;
    }

    /** A number of seconds, or one as text; anything else is no lifetime that can be relied on. */
    private Optional<Duration> lifetime(JsonNode json) {
        try {
            return text(json, terms.expiryAt())
                    .filter(text -> text.length() <= 40)
                    .map(text -> new BigDecimal(text.strip()))
                    .filter(seconds -> seconds.compareTo(BigDecimal.ONE) >= 0)
                    .map(seconds -> Duration.ofSeconds(seconds.min(LONGEST_LIFE).longValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A text, or a number as one. */
    private static Optional<String> text(JsonNode json, String pointer) {
        JsonNode found = json.at(pointer);
        return found.isString() || found.isNumber() ? Optional.of(found.asString()) : Optional.empty();
    }

    private static boolean isUnusable(String token) {
        return token.length() > LONGEST_TOKEN
                || token.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }

    private String told(String text) {
        return cut(masks.mask(text));
    }

    private static String cut(String text) {
        return CutText.to(text, LONGEST_TOLD);
    }
}
