package org.symposium.examples.quickstart;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symposium.core.OwnerView;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Tells a person what happened. */
final class Printer {
    private static final int RUNS_SHOWN = 10;
    private static final List<String> HEADERS =
            List.of("content-type", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final PrintStream out;

    Printer(PrintStream out) {
        this.out = out;
    }

    void welcome(Path folder) {
        out.println();
        out.println("Symposium keeps its database and its encryption key in " + folder
                + "; delete that folder to begin afresh.");
    }

    void note(String text) {
        out.println();
        out.println("Note: " + text);
    }

    void problem(String text) {
        out.println();
        out.println("That did not work: " + text);
    }

    void fetched(Source source, RunResult result) {
        heading("The source '" + source.name() + "'");
        out.println("from " + source.config().text("url"));
        outcome(result);
        result.card().ifPresent(card -> {
            out.println();
            out.println("A new card, in Markdown:");
            out.println();
            out.println(indented(card.content()));
        });
        if (result.status() == Status.UNCHANGED) {
            out.println("The feed has not changed since it was read last; no card was made.");
        }
    }

    void delivered(Output output, RunResult result, List<Received> requests) {
        heading("The output '" + output.name() + "'");
        out.println("to " + output.config().text("url"));
        outcome(result);
        if (result.status() == Status.SKIPPED) {
            out.println("Every card was delivered before; nothing was sent.");
        }
        requests.forEach(this::received);
    }

    void log(OwnerView owner) {
        heading("The execution log, newest first");
        Map<String, String> names = names(owner);
        for (Execution run : owner.executions().latest(RUNS_SHOWN)) {
            out.println(String.format(
                            Locale.ROOT,
                            "%s  %-6s  %-28s  %-9s  %5d ms  %s",
                            MOMENT.format(run.startedAt()),
                            run.targetKind(),
                            cut(names.getOrDefault(run.targetId(), run.targetId()), 28),
                            run.status().word(),
                            run.duration().toMillis(),
                            run.errorMessage().orElse(run.resultSummary()))
                    .stripTrailing());
        }
        out.println();
    }

    private void received(Received request) {
        out.println();
        out.println("What the receiver got:");
        out.println();
        out.println("    " + request.requestLine());
        for (String header : HEADERS) {
            Optional.ofNullable(request.headers().get(header))
                    .ifPresent(value -> out.println(String.format(Locale.ROOT, "    %-18s %s", header, value)));
        }
        out.println();
        out.println(indented(JsonShape.of(request.body())));
        out.println();
        out.println(request.fault()
                .map(fault -> "The receiver refused it: " + fault + ".")
                .orElse("The receiver verified the signature and took it."));
    }

    private void outcome(RunResult result) {
        out.println(result.status().word() + " after " + result.duration().toMillis() + " ms");
        result.failure().ifPresent(failure -> problem((failure.message() + " " + failure.suggestion()).strip()));
        result.notices().forEach(this::note);
    }

    private void heading(String text) {
        out.println();
        out.println("── " + text + " " + "─".repeat(Math.max(3, 76 - text.length())));
    }

    private static Map<String, String> names(OwnerView owner) {
        var names = new HashMap<String, String>();
        owner.sources().list().forEach(source -> names.put(source.id(), source.name()));
        owner.outputs().list().forEach(output -> names.put(output.id(), output.name()));
        return names;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : "…" + text.substring(text.length() - most + 1);
    }

    private static String indented(String text) {
        return text.strip()
                .lines()
                .map(line -> line.isBlank() ? "" : "    " + line)
                .collect(Collectors.joining("\n"));
    }
}
