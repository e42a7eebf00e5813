package org.symposium.examples.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.Stores;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;

/**
 * A feed becomes a card, and the card reaches a webhook. All that it makes is kept in a database file, so the next run goes on where this one ended.
 *
 * <p>Without an argument it reads a feed that it serves itself; with one, the feed of that URL or file.
 */
public final class Quickstart {
    private static final String TEMPLATE = "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n{{/cards}}";

    private final Path folder;
    private final Printer printer;

    Quickstart(Path folder, Printer printer) {
        this.folder = folder;
        this.printer = printer;
    }

    /** Keeps its database and its key in {@code .symposium}, and exits with 1 if something did not work. */
    public static void main(String[] arguments) {
        var console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new Quickstart(Path.of(".symposium"), new Printer(console)).run(arguments));
    }

    /** The exit code. */
    int run(String... arguments) {
        try {
            return run(FeedChoice.of(arguments)) ? 0 : 1;
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> printer.problem(violation.message()));
        } catch (ConflictException | InactiveException | IOException e) {
            printer.problem(String.valueOf(e.getMessage()));
        }
        return 1;
    }

    private boolean run(FeedChoice feed) throws IOException {
        try (var engine = engine()) {
            OwnerView ada = engine.forOwner("ada"); // one of your users; nobody else sees what she makes
            printer.welcome(folder);
            boolean done = fetch(ada, feed) && deliver(ada);
            printer.log(ada);
            return done;
        }
    }

    private Engine engine() {
        return Engine.builder()
                .stores(stores())
                .vault(AesGcmVault.fromFileOrNew(folder.resolve("encryption.key")))
                .allowAddresses("127.0.0.0/8", "::1/128") // calls to inner addresses are refused unless listed here
                .discoverHandlers()
                .build();
    }

    private Stores stores() {
        try {
            return JdbcStores.h2(folder.resolve("quickstart"));
        } catch (IllegalStateException e) {
            throw new ConflictException("The database in " + folder
                    + " can't be opened. Wait if another quickstart is running; if not, delete that folder.");
        }
    }

    private boolean fetch(OwnerView ada, FeedChoice feed) throws IOException {
        Optional<Source> known = ada.sources().list().stream()
                .filter(source -> source.name().equals(feed.name()))
                .findFirst();
        int port = known.map(source -> source.config().uri("url").getPort()).orElse(0);
        try (var served = feed.serve(port)) {
            Source source = known.map(found -> moved(ada, found, served.url()))
                    .orElseGet(() -> ada.sources()
                            .create(integration(ada, "rss", "Feeds"), feed.name(), Settings.of("url", served.url())));
            RunResult result = ada.execute(source.id());
            printer.fetched(source, result);
            return result.isSuccess();
        }
    }

    private boolean deliver(OwnerView ada) throws IOException {
        Optional<Output> known = ada.outputs().list().stream().findFirst();
        int port = known.map(output -> output.config().uri("url").getPort()).orElse(0);
        try (var receiver = Receiver.start(port)) {
            String integration = integration(ada, "webhook", "Hook on this machine");
            // The receiver makes a new secret at each start; a real one would have told you its secret once.
            ada.integrations().rotate(integration, Credentials.of("signing_secret", receiver.secret()));
            Settings settings = Settings.of("url", receiver.url());
            Output output = known.map(found -> ada.outputs().update(found.id(), draft -> draft.settings(settings)))
                    .orElseGet(() -> ada.outputs().create(integration, "What is new", settings, TEMPLATE));
            RunResult result = ada.deliver(output.id()); // the cards it has not delivered yet
            printer.delivered(output, result, receiver.received());
            return result.isSuccess();
        }
    }

    /** The source with the feed's address as it is now. A changed setting makes a source forget what it has seen. */
    private Source moved(OwnerView ada, Source source, URI url) {
        if (source.config().uri("url").equals(url)) {
            return source;
        }
        printer.note(
                "The port of the last run is taken, so the feed has a new address and is read as if for the first time.");
        return ada.sources().update(source.id(), draft -> draft.settings(Settings.of("url", url)));
    }

    private static String integration(OwnerView ada, String type, String name) {
        return ada.integrations().list().stream()
                .filter(integration -> integration.name().equals(name))
                .findFirst()
                .orElseGet(() -> ada.integrations().create(type, name, Credentials.none()))
                .id();
    }
}
