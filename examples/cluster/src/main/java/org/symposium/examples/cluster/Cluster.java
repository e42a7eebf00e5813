package org.symposium.examples.cluster;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Several engine processes over one PostgreSQL share the work of a few hundred schedules. One is killed, one is frozen for longer than its lease; at the end the
 * execution log is held against the slots that were due. {@code --help} names the options.
 */
public final class Cluster {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int NOT_SHOWN = 2;

    private Cluster() {}

    /** Exits with 0 if each slot was run once, with 1 if one was lost or run twice, with 2 if it could not be shown. */
    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var stage = new Stage();
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close)); // Ctrl-C
        System.exit(run(Path.of(".symposium", "cluster"), Screen.of(out), stage, arguments));
    }

    /** The exit code. */
    static int run(Path folder, Screen screen, Stage stage, String... arguments) {
        if (Options.asksForHelp(arguments)) {
            screen.tell(Options.HELP);
            return GOOD;
        }
        try (stage) {
            return new Show(Options.of(arguments), folder, screen, stage).run().areGood() ? GOOD : BAD;
        } catch (IllegalArgumentException | IOException e) {
            screen.tell(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!stage.isClosed()) { // else it is what comes of being cleared away
                throw e;
            }
        }
        return NOT_SHOWN;
    }
}
