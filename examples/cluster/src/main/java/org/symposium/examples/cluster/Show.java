package org.symposium.examples.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.Executions;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.model.Execution;

/** The order of things: database, nodes, sources, what happens to the nodes, and the reckoning. */
final class Show {
    private static final Duration TICK = Duration.ofMillis(200);
    /** For the sources to be made before their first slots. */
    private static final Duration HEADSTART = Duration.ofSeconds(2);

    private static final Duration HEADSTART_OF_EACH = Duration.ofMillis(15);
    /** For what a node that died at the very end held: its lease, the look for the dead, and a minute for the sweep. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(150);

    private static final int PAGE = 500;

    private final Options options;
    private final Path folder;
    private final Screen screen;
    private final Stage stage;

    /**
     * A show.
     *
     * @param folder for the nodes' logs and the programs of PostgreSQL
     * @param stage what is set up is put here; its owner closes it
     */
    Show(Options options, Path folder, Screen screen, Stage stage) {
        this.options = options;
        this.folder = folder;
        this.screen = screen;
        this.stage = stage;
    }

    /**
     * Runs it. The nodes have ended when this returns; the rest is the stage's.
     *
     * @throws IOException when something can't be started
     */
    Sums run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        screen.tell("Starting PostgreSQL and " + options.nodes() + " nodes");
        FeedService service = stage.add(FeedService.start());
        Database database = stage.add(Database.start(folder.resolve("postgresql")));
        String key = AesGcmVault.newKey();
        var stores = JdbcStores.on(stage.add(NodeEngine.pool(database.jdbcUrl())));
        Engine engine =
                stage.add(NodeEngine.over(stores, key).build()); // makes and looks, but runs nothing: it is not started
        List<NodeProcess> nodes = nodes(database, key);

        var subscriptions = new Subscriptions(engine, options.every());
        Instant begin =
                stores.clock().instant().plus(HEADSTART).plus(HEADSTART_OF_EACH.multipliedBy(options.sources()));
        subscriptions.create(options.sources(), service, begin);
        Instant end = begin.plus(options.length());
        screen.tell(options.sources() + " sources of " + Subscriptions.OWNERS.size() + " owners, each due every "
                + options.every().toSeconds() + " s; slots are counted for "
                + options.length().toSeconds() + " s");
        watch(new Watched(engine, stores.clock(), nodes, subscriptions), begin, end);
        nodes.forEach(NodeProcess::close);
        Sums sums = Sums.of(subscriptions.slots(end), log(engine), end);
        reckon(sums, service.requests());
        return sums;
    }

    private record Watched(Engine engine, Clock clock, List<NodeProcess> nodes, Subscriptions subscriptions) {}

    private List<NodeProcess> nodes(Database database, String key) throws IOException, InterruptedException {
        var nodes = new ArrayList<NodeProcess>();
        for (int number = 1; number <= options.nodes(); number++) {
            String name = "node " + number;
            Path log = folder.resolve("node-" + number + ".log");
            nodes.add(stage.add(NodeProcess.start(name, database.jdbcUrl(), key, log)));
            screen.tell("  " + name + " logs to " + log.toAbsolutePath());
        }
        for (NodeProcess node : nodes) {
            node.awaitReady();
        }
        return nodes;
    }

    /** Until all that was due by the end has an outcome, or nothing can be hoped for any more. */
    private void watch(Watched watched, Instant begin, Instant end) throws IOException, InterruptedException {
        var incidents = new Incidents(watched.nodes(), options, text -> screen.tell(elapsed(watched, begin), text));
        boolean isOver = false;
        while (!isOver) {
            Instant now = watched.clock().instant();
            QueueLook queue = QueueLook.at(watched.engine(), now);
            incidents.look(elapsed(watched, begin), queue);
            screen.show(elapsed(watched, begin), rows(watched, queue), standing(queue));
            boolean isDone = now.isAfter(end)
                    && incidents.areOver()
                    && !queue.holdsFrom(end)
                    && watched.subscriptions().areBeyond(end);
            isOver = isDone || now.isAfter(end.plus(options.freeze()).plus(LONGEST_REST));
            Thread.sleep(TICK.toMillis());
        }
    }

    private static Duration elapsed(Watched watched, Instant begin) {
        Duration elapsed = Duration.between(begin, watched.clock().instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static List<Screen.Row> rows(Watched watched, QueueLook queue) {
        return watched.nodes().stream()
                .map(node -> Screen.Row.of(node, queue, watched.subscriptions()))
                .toList();
    }

    private static String standing(QueueLook queue) {
        return queue.running() + " running, " + queue.waiting() + " waiting, " + queue.late() + " of them late";
    }

    /** All rows of the execution log, of all owners. */
    private static List<Execution> log(Engine engine) {
        var rows = new ArrayList<Execution>();
        for (String owner : Subscriptions.OWNERS) {
            Executions log = engine.forOwner(owner).executions();
            List<Execution> page = log.latest(PAGE);
            while (!page.isEmpty()) {
                rows.addAll(page);
                page = log.before(page.get(page.size() - 1).id(), PAGE);
            }
        }
        return rows;
    }

    private void reckon(Sums sums, int requests) {
        screen.tell("");
        line("slots due", sums.due(), "by the schedules, until the end");
        line("run once", sums.once(), "with one outcome in the execution log");
        line("twice", sums.twice(), "with more than one");
        line("lost", sums.lost(), "with none");
        screen.tell("");
        line("interrupted", sums.interrupted(), "attempts that a node began and did not end; each was run again");
        line("failed", sums.failed(), "runs whose outcome is a failure");
        line("unasked", sums.unasked(), "runs of a slot that no schedule has");
        line("requests", requests, "that the service received, for " + sums.attempts() + " attempts in the log");
        screen.tell(String.format(
                Locale.ROOT,
                "  %-12s %8.1f s from a slot to the start of the attempt that brought its outcome",
                "longest wait",
                sums.longestWait().toMillis() / 1e3));
    }

    private void line(String what, int count, String meaning) {
        screen.tell(String.format(Locale.ROOT, "  %-12s %8d  %s", what, count, meaning));
    }
}
