package org.symposium.handlers.perplexity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * What Perplexity answered.
 *
 * @param text Markdown, without the thoughts that reasoning models put before it
 * @param isCut whether it ends where it does only because it got too long
 */
record Answer(
        String text,
        boolean isCut,
        List<Reference> references,
        List<String> relatedQuestions,
        Values usage,
        Optional<BigDecimal> cost) {
    private static final String THOUGHT = "<think>";
    private static final String THOUGHT_END = "</think>";
    private static final List<String> COUNTS = List.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "citation_tokens",
            "reasoning_tokens",
            "num_search_queries");

    /**
     * Reads it; what is not known is passed over.
     *
     * @throws HandlerException INVALID_RESPONSE when there is no answer in it
     */
    static Answer of(JsonNode reply) {
        JsonNode choice = reply.path("choices").path(0);
        boolean isCut = choice.path("finish_reason").asString("").equals("length");
        String text = withoutThoughts(content(choice.path("message").path("content")));
        if (text.isEmpty()) {
            throw new HandlerException(nothing(isCut));
        }
        return new Answer(
                text,
                isCut,
                Reference.of(reply),
                texts(reply.path("related_questions")),
                usage(reply.path("usage")),
                cost(reply.path("usage").path("cost").path("total_cost")));
    }

    private static Verdict nothing(boolean isCut) {
        return isCut
                ? Verdict.failed(
                                FailureKind.MISCONFIGURED,
                                "Perplexity's answer was cut off before it came to the point.")
                        .suggest("Allow a longer answer, or choose a model that does not think first.")
                : Verdict.failed(FailureKind.INVALID_RESPONSE, "Perplexity's reply holds no answer.")
                        .suggest("Try again, or put the query in other words.");
    }

    /** Text, or a list of chunks with text. */
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        var text = new StringBuilder();
        content.forEach(chunk -> text.append(chunk.path("text").asString("")));
        return text.toString();
    }

    private static String withoutThoughts(String text) {
        int end = text.lastIndexOf(THOUGHT_END);
        String rest = end < 0 ? text : text.substring(end + THOUGHT_END.length());
        int open = rest.indexOf(THOUGHT);
        return (open < 0 ? rest : rest.substring(0, open)).strip();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asString("").strip()));
        return texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static Values usage(JsonNode usage) {
        Values values = Values.empty();
        for (String count : COUNTS) {
            if (usage.path(count).isIntegralNumber()) {
                values = values.with(count, usage.path(count).asLong(0));
            }
        }
        return values;
    }

    private static Optional<BigDecimal> cost(JsonNode dollars) {
        return dollars.isNumber() ? Optional.of(dollars.decimalValue()) : Optional.empty();
    }
}
