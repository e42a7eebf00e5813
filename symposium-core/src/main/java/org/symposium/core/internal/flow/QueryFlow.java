package org.symposium.core.internal.flow;

import java.time.Duration;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;

/**
 * Query → lease → its sources, each under its own lease → one card of what they gave → saved. Spec: <em>Partial Success (Queries)</em>.
 *
 * <p>All sources gave something: {@code success}. Some did, and no fewer than the query wants: {@code partial}. Else {@code failure}: tried again only if the failure of each
 * source may pass by itself, and one more of the query's failures in a row, which switch it off as they do a source; failures of the network count against none but
 * the sources' own runs. A query that was cut off is run again as a whole: nothing was kept of it.
 */
public final class QueryFlow implements Flow {
    private final Parts parts;
    private final Conduct conduct;
    private final QueryWork work;

    /** With these parts. */
    public QueryFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.work = new QueryWork(parts);
    }

    /** Most time that the sources of one query may take together. */
    public static Duration longestDeadline(Parts parts) {
        return Gathering.longest(parts.runDeadline());
    }

    @Override
    public RunResult run(String owner, String id, Order order) {
        return conduct.run(order, () -> load(owner, id));
    }

    @Override
    public Target target(String owner, String id) {
        return load(owner, id).target();
    }

    private Conduct.Ready load(String owner, String id) {
        Query query =
                parts.stores().table(Query.KIND).find(owner, id).orElseThrow(() -> new NotFoundException("query", id));
        return new Conduct.Ready(Target.of(query), workplace -> gather(query, workplace));
    }

    private Made gather(Query query, Workplace workplace) {
        Gathered gathered = work.gather(QueryRequest.of(query, parts.stores()), workplace);
        return gathered.failure()
                .map(why -> Made.failed(LogRow.told(why, workplace.masks()), gathered.tally()))
                .orElseGet(() -> Made.gathered(card(query, gathered), gathered.notices(), gathered.tally()));
    }

    private Card card(Query query, Gathered gathered) {
        return new Card(
                query.owner(),
                parts.ids().next(),
                "query",
                query.id(),
                query.name(),
                gathered.data(),
                gathered.content(),
                gathered.request(),
                query.tags(),
                parts.clock().instant(),
                0);
    }
}
