package org.symposium.handlers.airtable;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Writes records, ten in a request, each request a step. */
final class RecordWriting {
    private static final int MOST_RECORDS = 10;
    private static final int MOST_LINKS = 100;

    private final Delivery delivery;
    private final Table table;
    private final Mode mode;

    RecordWriting(Delivery delivery) {
        this.delivery = delivery;
        this.table = Table.of(delivery.settings());
        this.mode = Mode.of(delivery.settings());
    }

    DeliveryResult write(Drafts drafts) {
        List<Draft> records = drafts.records();
        var receipts = new ArrayList<Receipt>();
        for (int from = 0; from < records.size(); from += MOST_RECORDS) {
            List<Draft> batch = records.subList(from, Math.min(records.size(), from + MOST_RECORDS));
            receipts.add(delivery.step(
                    Step.of("records-" + (receipts.size() + 1), call(batch)).keep(RecordWriting::kept)));
        }
        String single = records.size() == 1 ? receipts.get(0).text("ids") : "";
        DeliveryResult result = DeliveryResult.delivered(single.isEmpty() ? delivery.id() : single);
        for (String notice : drafts.notices()) {
            result = result.notice(notice);
        }
        return linked(counted(result, receipts), receipts);
    }

    private HttpCall call(List<Draft> batch) {
        Values settings = delivery.settings();
        Values body = Values.of("records", batch.stream().map(Draft::values).toList())
                .with("typecast", settings.flag("typecast", false));
        return switch (mode) {
            case CREATE -> table.create(body);
            case UPDATE -> table.update(body);
            case UPSERT -> {
                List<String> fields =
                        settings.texts("merge_on").stream().map(String::strip).toList();
                yield table.update(Values.of("performUpsert", Values.of("fieldsToMergeOn", fields))
                        .with(body));
            }
        };
    }

    /** A status that says yes stands for all records; what else is in the answer is taken as far as it goes. */
    private static Values kept(HttpReply reply) {
        JsonNode body = reply.jsonIfAny().orElseGet(MissingNode::getInstance);
        var ids = new ArrayList<String>();
        body.path("records").forEach(item -> {
            String id = item.path("id").asString("");
            if (Table.isRecordId(id)) {
                ids.add(id);
            }
        });
        Values kept = Values.of("ids", String.join(" ", ids));
        return body.path("createdRecords").isArray()
                        && body.path("updatedRecords").isArray()
                ? kept.with("created", body.path("createdRecords").size())
                        .with("updated", body.path("updatedRecords").size())
                : kept;
    }

    private static DeliveryResult counted(DeliveryResult result, List<Receipt> receipts) {
        if (receipts.isEmpty()
                || receipts.stream()
                        .anyMatch(receipt -> receipt.whole("created").isEmpty())) {
            return result;
        }
        return result.notice(sum(receipts, "created") + " made, " + sum(receipts, "updated") + " updated.");
    }

    private static long sum(List<Receipt> receipts, String name) {
        return receipts.stream()
                .mapToLong(receipt -> receipt.whole(name).orElse(0))
                .sum();
    }

    /** In a preview there are no ids yet, and no links. */
    private DeliveryResult linked(DeliveryResult result, List<Receipt> receipts) {
        List<String> ids = receipts.stream()
                .flatMap(receipt -> List.of(receipt.text("ids").split(" ", -1)).stream())
                .filter(Table::isRecordId)
                .limit(MOST_LINKS)
                .toList();
        DeliveryResult linked = result;
        for (String id : ids) {
            linked = linked.link(id, table.recordPage(id));
        }
        return linked;
    }
}
