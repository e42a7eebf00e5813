package org.symposium.examples.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the user chose.
 *
 * @param length how long slots are due that are counted; the show ends when the last of them has been run
 * @param sources how many feeds are read
 * @param nodes how many engine processes read them
 * @param every time between two slots of a source
 * @param freeze how long a node is frozen; zero if none is
 */
record Options(Duration length, int sources, int nodes, Duration every, Duration freeze) {
    static final String HELP = """
            Several engine processes over one PostgreSQL share the work; one is killed, one is frozen.

              --seconds N   how long slots fall due; default 90
              --sources N   how many sources there are; default 300
              --nodes N     how many engine processes; default 3
              --every N     seconds from slot to slot of each source; default 5
              --freeze N    seconds for which a node is frozen, 0 for none; default 40 (a lease lasts 30)
              --help        says this

            Exit code 0 if each slot was run once, 1 if one was lost or run twice, 2 if it could not be shown.""";

    private static final Choice SECONDS = new Choice("--seconds", 90, 5, 3_600);
    private static final Choice SOURCES = new Choice("--sources", 300, 1, 5_000);
    private static final Choice NODES = new Choice("--nodes", 3, 2, 9);
    private static final Choice EVERY = new Choice("--every", 5, 1, 60);
    private static final Choice FREEZE = new Choice("--freeze", 40, 0, 600);
    private static final List<Choice> CHOICES = List.of(SECONDS, SOURCES, NODES, EVERY, FREEZE);

    private record Choice(String name, int usual, int least, int most) {
        int of(Map<String, String> given) {
            String text = given.get(name);
            if (text == null) {
                return usual;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, as a number out of range is
            }
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + ", not '" + text + "'");
        }
    }

    /**
     * Reads {@code --seconds 60} or {@code --seconds=60}; several may stand in one argument.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options of(String... arguments) {
        Map<String, String> given = given(words(arguments));
        return new Options(
                Duration.ofSeconds(SECONDS.of(given)),
                SOURCES.of(given),
                NODES.of(given),
                Duration.ofSeconds(EVERY.of(given)),
                Duration.ofSeconds(FREEZE.of(given)));
    }

    /** Whether only to be told what there is to choose. */
    static boolean asksForHelp(String... arguments) {
        List<String> words = words(arguments);
        return words.contains("--help") || words.contains("-h");
    }

    private static List<String> words(String... arguments) {
        var words = new ArrayList<String>();
        for (String argument : arguments) {
            for (String word : argument.strip().split("[\\s=]+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static Map<String, String> given(List<String> words) {
        var given = new LinkedHashMap<String, String>();
        for (int place = 0; place < words.size(); place += 2) {
            String name = words.get(place);
            if (CHOICES.stream().noneMatch(choice -> choice.name().equals(name))) {
                throw new IllegalArgumentException("There is no option '" + name + "'; --help names them");
            }
            if (place + 1 == words.size()) {
                throw new IllegalArgumentException(name + " needs a number after it");
            }
            given.put(name, words.get(place + 1));
        }
        return given;
    }
}
