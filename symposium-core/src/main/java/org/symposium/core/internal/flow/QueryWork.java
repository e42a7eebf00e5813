package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Sources → answers → counted → card's data → content. Spec: <em>Partial Success (Queries)</em>. */
final class QueryWork {
    private final Gathering gathering;
    private final QueryCard cards;
    private final Parts parts;

    QueryWork(Parts parts) {
        this.parts = parts;
        this.gathering = new Gathering(parts);
        this.cards = new QueryCard(parts);
    }

    /** Asks all its sources. */
    Gathered gather(QueryRequest request, Workplace workplace) {
        List<Answered> answers = gathering.answers(request, workplace);
        Instant at = workplace.startedAt();
        Instant now = parts.clock().instant();
        List<Values> sections = answers.stream()
                .map(answer -> cards.section(workplace.target().owner(), answer, request.lastGoodMaxAge(), now))
                .toList();
        Tally tally = tally(answers);
        long given = tally.succeeded()
                + sections.stream().filter(QueryCard::isStandIn).count();
        if (given < Math.max(1, request.minimum())) {
            return failed(tally, tooFew(answers, given, request.minimum()));
        }
        List<String> notices = notices(answers, sections);
        Values data = Values.of("sources", CardSize.fitting(sections, notices))
                .with("sources_succeeded", tally.succeeded())
                .with("sources_failed", tally.failed())
                .with("timestamp", at);
        try {
            String content = cards.content(request.template(), request.name(), data);
            return new Gathered(tally, Optional.empty(), data, content, request.toValues(answers, at), notices);
        } catch (HandlerException e) {
            return failed(tally, e.verdict());
        }
    }

    private static Gathered failed(Tally tally, Verdict why) {
        return new Gathered(tally, Optional.of(why), Values.empty(), "", Values.empty(), List.of());
    }

    private static Tally tally(List<Answered> answers) {
        List<Values> errors =
                answers.stream().filter(Answered::isFailed).map(Answered::error).toList();
        var byId = new LinkedHashMap<String, Integration>();
        var worked = new LinkedHashMap<String, Boolean>();
        for (Answered answer : answers) {
            answer.used().ifPresent(integration -> {
                byId.put(integration.id(), integration);
                worked.merge(integration.id(), !answer.isFailed(), Boolean::logicalOr);
            });
        }
        Map<Integration, Boolean> used = new LinkedHashMap<>();
        byId.forEach((id, integration) -> used.put(integration, worked.getOrDefault(id, false)));
        return new Tally(answers.size() - errors.size(), errors.size(), errors, used);
    }

    private static List<String> notices(List<Answered> answers, List<Values> sections) {
        var notices = new ArrayList<String>();
        for (int at = 0; at < answers.size(); at++) {
            Answered answer = answers.get(at);
            String name = answer.asked().name();
            answer.notices().forEach(notice -> notices.add(name + ": " + notice));
            String standIn = QueryCard.isStandIn(sections.get(at)) ? " Its last card stands in." : "";
            answer.failure().ifPresent(verdict -> notices.add(name + ": " + verdict.message() + standIn));
        }
        return notices;
    }

    /**
     * The failure of the whole. It may pass by itself only if that of each source may; then a limit counts least, since it names its moment.
     */
    private static Verdict tooFew(List<Answered> answers, long given, int minimum) {
        List<Answered> failed = answers.stream().filter(Answered::isFailed).toList();
        String why = failed.stream()
                .map(answer -> answer.asked().name() + ": "
                        + answer.failure().orElseThrow().message())
                .collect(Collectors.joining(" "));
        String said = given == 0
                ? "None of its " + answers.size() + " sources gave anything. "
                : "Of its " + answers.size() + " sources " + given + " gave something, and at least " + minimum
                        + " must. ";
        List<Verdict> verdicts =
                failed.stream().flatMap(answer -> answer.failure().stream()).toList();
        Verdict whole = Verdict.failed(kind(verdicts), (said + why).strip())
                .suggest("Look at what each source failed by, in the execution's error_details.");
        return verdicts.stream()
                .flatMap(verdict -> verdict.waitFor().stream())
                .max(Duration::compareTo)
                .map(whole::retryAfter)
                .orElse(whole);
    }

    private static FailureKind kind(List<Verdict> verdicts) {
        List<FailureKind> kinds = verdicts.stream().map(Verdict::kind).toList();
        return kinds.stream()
                .filter(kind -> !kind.retryable())
                .findFirst()
                .or(() -> kinds.stream()
                        .filter(kind -> kind == FailureKind.SERVER_ERROR || kind == FailureKind.NETWORK)
                        .findFirst())
                .or(() -> kinds.stream().findFirst())
                .orElse(FailureKind.MISCONFIGURED);
    }
}
