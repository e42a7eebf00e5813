package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.Engine;
import org.symposium.soak.FaultProxy.Cut;
import org.symposium.soak.Workload.Seen;

/** The connection to PostgreSQL is cut at each request of a run in turn, before and after the server has done it: nothing lost, nothing twice, and it recovers alone. */
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class CutSoakTest {
    private static final int AT_A_TIME = 40;

    @Test
    void runs_of_a_source_survive_a_cut_anywhere() throws InterruptedException {
        cutEverywhere("a source's two runs", 1, 0);
    }

    @Test
    void a_delivery_survives_a_cut_anywhere() throws InterruptedException {
        cutEverywhere("a delivery", 0, 1);
    }

    private static void cutEverywhere(String what, int sources, int outputs) throws InterruptedException {
        Databases.Source databases = Databases.postgres();
        long began = System.nanoTime();
        var whole = new CutPlan(0, Cut.NOT);
        cut(databases.fresh(), whole, sources, outputs);
        List<String> requests = whole.seen();
        var trials = new ArrayList<Callable<Seen>>();
        var plans = new ArrayList<CutPlan>();
        for (int number = 1; number <= requests.size(); number++) {
            for (Cut how : List.of(Cut.BEFORE, Cut.AFTER)) {
                var plan = new CutPlan(number, how);
                plans.add(plan);
                trials.add(() -> cut(databases.fresh(), plan, sources, outputs));
            }
        }
        assertThat(requests.stream().filter("COMMIT"::equals))
                .as("commits among %s", requests)
                .hasSizeGreaterThan(1);

        List<Seen> seen = Trials.run(AT_A_TIME, trials);
        long cuts = plans.stream().filter(CutPlan::isDone).count();
        assertThat(cuts)
                .as("cuts; what a node asks by the way may make one run longer than the next")
                .isGreaterThan(plans.size() - 6);

        Figures.print(String.format(
                Locale.ROOT,
                "cuts during %s: %d requests, %d of them COMMIT, each cut before and after = %d cuts: 0 lost, 0 twice, all"
                        + " recovered alone, %d of them by another attempt; receiver: 0 duplicates by id, %d raw; %d s",
                what,
                requests.size(),
                requests.stream().filter("COMMIT"::equals).count(),
                cuts,
                seen.stream().mapToLong(Seen::interrupted).sum(),
                seen.stream().mapToLong(Seen::rawDuplicates).sum(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private static Seen cut(Store store, CutPlan plan, int sources, int outputs) {
        try (Service service = Service.start();
                FaultProxy proxy = FaultProxy.before(store.port(), plan)) {
            // looks on, by connections that are not cut
            try (Engine whole = Nodes.here(store, service.uri("/"))) {
                Workload workload = Workload.prepare(whole, service, sources, outputs);
                try (Engine engine = Nodes.here(store.through(proxy.port()), service.uri("/"), 1)) {
                    engine.start();
                    plan.arm();
                    workload.awaitDone(whole);
                }
                return workload.check(whole, service);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(store.url() + ", cut at " + plan.cut() + ", " + plan.how() + ": " + e, e);
        }
    }
}
