package org.symposium.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Ledger;
import org.symposium.spi.Table;
import org.symposium.spi.model.DeliveryStatus;
import org.symposium.spi.model.DeliveryView;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Finds one owner's deliveries, newest first: in the log where it can be asked for how they ended, else in the ledger. */
final class DeliveryList {
    private static final int PAGE = 100;

    /** The log's word for those that have ended so. */
    private static final Map<DeliveryStatus, Status> ENDED = new EnumMap<>(Map.of(
            DeliveryStatus.DELIVERED, Status.SUCCESS,
            DeliveryStatus.FAILED, Status.FAILURE,
            DeliveryStatus.HELD, Status.FAILURE,
            DeliveryStatus.CANCELLED, Status.CANCELLED));

    private final Table<Execution> log;
    private final Ledger ledger;
    private final String owner;

    DeliveryList(Parts parts, String owner) {
        this.log = parts.stores().table(Execution.KIND);
        this.ledger = parts.stores().ledger();
        this.owner = owner;
    }

    Optional<DeliveryView> find(String id) {
        return ledger.find(owner, id).map(delivery -> DeliveryView.of(id, delivery, log.find(owner, id)));
    }

    /**
     * Some of a filter.
     *
     * @param before only ids less than this; empty from the newest
     * @param wanted what is wanted of each: a whole one may be large
     */
    <T> List<T> page(DeliveryFilter filter, String before, int limit, Function<DeliveryView, T> wanted) {
        var found = new ArrayList<T>();
        String last = before;
        while (true) {
            List<String> ids = candidates(filter, last);
            for (String id : ids) {
                standing(filter, id).map(wanted).ifPresent(found::add);
                if (found.size() == limit) {
                    return List.copyOf(found);
                }
            }
            if (ids.size() < PAGE) {
                return List.copyOf(found);
            }
            last = ids.get(ids.size() - 1);
        }
    }

    private List<String> candidates(DeliveryFilter filter, String before) {
        Optional<Status> ended = filter.status().map(ENDED::get);
        if (ended.isEmpty() || !filter.cardId().isEmpty()) {
            return ledger.latest(owner, filter.outputId(), filter.cardId(), before, PAGE);
        }
        Values equal = Values.of("target_kind", Output.KIND.name()).with("status", ended.get());
        equal = filter.outputId().isEmpty() ? equal : equal.with("target_id", filter.outputId());
        return log.latest(owner, equal.asMap(), before, PAGE).stream()
                .map(Execution::id)
                .toList();
    }

    /** What is frozen is large, so it is read only of those that are wanted. */
    private Optional<DeliveryView> standing(DeliveryFilter filter, String id) {
        Optional<Execution> row = log.find(owner, id);
        boolean isWanted =
                filter.status().map(status -> status == DeliveryStatus.of(row)).orElse(true);
        return isWanted ? ledger.find(owner, id).map(delivery -> DeliveryView.of(id, delivery, row)) : Optional.empty();
    }
}
