package org.symposium.handlers.perplexity;

import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * A question to <a href="https://docs.perplexity.ai/">Perplexity</a>, and its answer with sources.
 *
 * <p>The specification's example has a {@code confidence}. Perplexity says nothing from which one could be derived, so there is none.
 */
public final class PerplexityHandler implements SourceHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(PerplexityHandler.class.getResourceAsStream("perplexity.json"));
    private static final int MOST_OF_QUERY = 80;

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return PerplexityErrors.judge(reply);
    }

    @Override
    public CardData execute(SourceRun run) {
        Values settings = run.settings();
        Model model = Model.of(settings.text("model"));
        Answer answer = Answer.of(run.http().send(Question.of(settings, model)).json());
        CardData card = CardData.of(title(settings)).data(data(settings, model, answer));
        if (answer.isCut()) {
            card = card.notice(
                    "The answer was cut off, since it got too long; allow more tokens in the source's settings.");
        }
        return model.notice().map(card::notice).orElse(card);
    }

    @Override
    public String formatResponse(String title, Values data) {
        return AnswerMarkdown.of(data);
    }

    /** Asks for a single token without a search, which costs a fraction of a cent: no call that costs nothing needs the key. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        context.http().send(Question.ping()).json();
        return ConnectionCheck.ok("", "Perplexity");
    }

    private static Values data(Values settings, Model model, Answer answer) {
        return Values.of("query", settings.text("query"))
                .with("model", model.name())
                .with("citations_count", answer.references().size())
                .with("answer", answer.text())
                .with(
                        "citations",
                        answer.references().stream().map(Reference::values).toList())
                .with("related_questions", answer.relatedQuestions())
                .with("usage", answer.usage())
                .withOptional("cost_usd", answer.cost());
    }

    private static String title(Values settings) {
        String title = settings.text("title", "").strip();
        if (!title.isEmpty()) {
            return title;
        }
        String query = settings.text("query").strip().replaceAll("\\s+", " ");
        return "Perplexity: "
                + (query.codePointCount(0, query.length()) <= MOST_OF_QUERY
                        ? query
                        : query.substring(0, query.offsetByCodePoints(0, MOST_OF_QUERY - 1)) + "…");
    }
}
