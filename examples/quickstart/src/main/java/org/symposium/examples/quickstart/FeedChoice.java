package org.symposium.examples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.symposium.spi.model.InvalidInputException;

/**
 * Which feed to read.
 *
 * @param name what the source is called, and found by in the next run
 * @param place where the feed is: on the web, or something that has to be served first
 */
record FeedChoice(String name, URI place) {
    private static final String BUNDLED = "gazette.atom";
    private static final int LONGEST_NAME = 200;

    /** The feed of the first argument, or the one that comes with the program. */
    static FeedChoice of(String... arguments) {
        if (arguments.length == 0 || arguments[0].isBlank()) {
            return new FeedChoice("The Loopback Gazette", bundled());
        }
        String argument = arguments[0].strip();
        String scheme = argument.toLowerCase(Locale.ROOT);
        return scheme.startsWith("http://") || scheme.startsWith("https://") ? ofUrl(argument) : ofFile(argument);
    }

    /** Serves the feed on loopback, at this port if it is free; a feed on the web is left where it is. */
    ServedFeed serve(int port) throws IOException {
        return isOnTheWeb() ? new ServedFeed.Elsewhere(place) : FeedServer.start(place, port);
    }

    private boolean isOnTheWeb() {
        return "http".equalsIgnoreCase(place.getScheme()) || "https".equalsIgnoreCase(place.getScheme());
    }

    private static FeedChoice ofUrl(String argument) {
        try {
            URI url = new URI(argument);
            if (url.getHost() == null) {
                throw refused("'" + argument + "' names no host. A feed's URL looks like https://example.org/feed.xml");
            }
            return named(argument, url);
        } catch (URISyntaxException e) {
            throw refused("'" + argument + "' is no URL: " + e.getReason() + " at position " + e.getIndex()
                    + ". A feed's URL looks like https://example.org/feed.xml");
        }
    }

    private static FeedChoice ofFile(String argument) {
        Path file = path(argument);
        if (!Files.isRegularFile(file)) {
            throw refused("There is no file '" + argument
                    + "'. Give a feed's URL (http:// or https://) or the path of a file, seen from "
                    + Path.of("").toAbsolutePath());
        }
        if (!Files.isReadable(file)) {
            throw refused("The file '" + argument + "' can't be read. Are you allowed to?");
        }
        return named(file.toAbsolutePath().normalize().toString(), file.toUri());
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw refused("'" + argument + "' is neither a feed's URL nor the path of a file.");
        }
    }

    private static FeedChoice named(String name, URI place) {
        return new FeedChoice(name.substring(Math.max(0, name.length() - LONGEST_NAME)), place);
    }

    private static URI bundled() {
        try {
            return Objects.requireNonNull(FeedChoice.class.getResource(BUNDLED), BUNDLED)
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds an address that is none", e);
        }
    }

    private static InvalidInputException refused(String why) {
        return new InvalidInputException("feed", "feed", why);
    }
}
