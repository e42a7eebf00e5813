package org.symposium.examples.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Where the show is seen: a table that is drawn anew in its place, or, where that can't be, a line every few seconds. */
final class Screen {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final boolean isTerminal;
    private int drawn;
    private Duration nextLine = Duration.ZERO;

    Screen(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Standard output. */
    static Screen of(PrintStream out) {
        return new Screen(out, isTerminal());
    }

    /** Something to be kept in sight, above the table. */
    void tell(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Something that happened in the middle of it. */
    void tell(Duration elapsed, String text) {
        tell(seconds(elapsed) + "  ** " + text);
    }

    /** How it stands. */
    void show(Duration elapsed, List<Row> rows, String sums) {
        if (isTerminal) {
            erase();
            table(elapsed, rows, sums).forEach(out::println);
            out.flush();
        } else if (elapsed.compareTo(nextLine) >= 0) {
            nextLine = elapsed.plus(BETWEEN_LINES);
            var line = new StringBuilder(seconds(elapsed));
            rows.forEach(row -> line.append("  ").append(row.inShort()).append(';'));
            tell(line.append("  ").append(sums).toString());
        }
    }

    private List<String> table(Duration elapsed, List<Row> rows, String sums) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(Row.HEAD);
        rows.forEach(row -> lines.add(row.toString()));
        lines.add(seconds(elapsed) + "  " + sums);
        drawn = lines.size();
        return lines;
    }

    private void erase() {
        if (drawn > 0) {
            out.print(ESCAPE + drawn + "A" + ESCAPE + "J"); // up, and clear what is below
            drawn = 0;
        }
    }

    private static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%4d s", elapsed.toSeconds());
    }

    /** Asked of a program, since {@link System#console} says something else from one Java version to the next. */
    private static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "1")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A node's line. */
    record Row(String name, long pid, NodeProcess.State state, int running, int done, String last) {
        static final String HEAD =
                String.format(Locale.ROOT, "%-8s %8s  %-6s %8s %8s  %s", "", "process", "", "running", "done", "last");

        static Row of(NodeProcess node, QueueLook queue, Subscriptions subscriptions) {
            String last = node.last()
                    .map(run -> String.format(
                            Locale.ROOT,
                            "%5.1f s ago  %s: %s",
                            (System.nanoTime() - run.atNanos()) / 1e9,
                            subscriptions.name(run.sourceId()),
                            run.status()))
                    .orElse("");
            return new Row(node.name(), node.pid(), node.state(), queue.running(node), node.done(), last);
        }

        String inShort() {
            return name + " " + word() + ", " + running + " running, " + done + " done";
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-8s %8d  %-6s %8d %8d  %s", name, pid, word(), running, done, last);
        }

        private String word() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }
}
