package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Appends blocks to one page, request by request, in order; each is a step. For one page of one delivery. */
final class PageContent {
    private final Delivery delivery;
    private final NotionCalls calls;
    private final String steps;
    private int number;

    /**
     * Of a page.
     *
     * @param steps what the names of its steps begin with
     */
    PageContent(Delivery delivery, NotionCalls calls, String steps) {
        this.delivery = delivery;
        this.calls = calls;
        this.steps = steps;
    }

    /**
     * Appends.
     *
     * @param before how many blocks the page has already, if that is known: by them is seen whether a request was carried out of which no answer came
     */
    void append(String page, OptionalInt before, List<Batch> batches) {
        OptionalInt there = before;
        for (Batch batch : batches) {
            Receipt receipt = send(page, there, batch);
            for (int at = 0; at < batch.members().size(); at++) {
                Batch.Member member = batch.members().get(at);
                if (!member.later().isEmpty()) {
                    append(
                            receipt.text("ids." + at),
                            OptionalInt.of(member.sent().children().size()),
                            Batch.of(member.later()));
                }
            }
            there = there.isPresent()
                    ? OptionalInt.of(there.getAsInt() + batch.members().size())
                    : there;
        }
    }

    private Receipt send(String parent, OptionalInt before, Batch batch) {
        number++;
        Step step = Step.of(
                        steps + "-" + number,
                        calls.make("PATCH", Map.of("children", batch.children()), "/v1/blocks/{}/children", parent))
                .keep(reply -> kept(reply, batch));
        return delivery.step(before.isPresent() ? step.ifInDoubt(() -> found(parent, before.getAsInt(), batch)) : step);
    }

    private static Values kept(HttpReply reply, Batch batch) {
        List<String> ids = new Members(reply.json())
                .list("results").stream().flatMap(block -> block.id().stream()).toList();
        if (ids.size() < batch.members().size() && !batch.isWhole()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.INVALID_RESPONSE, "Notion did not say which blocks it has added.")
                            .suggest("Look at the page, and report this if it comes again.")
                            .perhapsDone());
        }
        return receipt(ids.subList(0, Math.min(ids.size(), batch.members().size())), batch);
    }

    private static Values receipt(List<String> ids, Batch batch) {
        return batch.isWhole() ? Values.of("blocks", ids.size()) : Values.of("ids", ids);
    }

    /** The blocks that stand where those of this request would, if there are that many. */
    private Optional<Values> found(String parent, int before, Batch batch) {
        int wanted = before + batch.members().size();
        var ids = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            Members page = new Members(delivery.http()
                    .send(calls.get("/v1/blocks/{}/children", parent)
                            .query("page_size", Batch.MOST_SIDE_BY_SIDE)
                            .query("start_cursor", cursor.orElse(null)))
                    .json());
            List<String> more = page.list("results").stream()
                    .flatMap(block -> block.id().stream())
                    .toList();
            ids.addAll(more);
            cursor = page.text("next_cursor").filter(next -> page.flag("has_more") && !more.isEmpty());
        } while (cursor.isPresent() && ids.size() < wanted);
        return ids.size() < wanted ? Optional.empty() : Optional.of(receipt(ids.subList(before, wanted), batch));
    }
}
