package org.symposium.core.internal.keys;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** The keys in environment variables, in this order: several with ids, one, those of a file, a passphrase. The first of them all is primary. */
public final class EnvironmentKeys implements KeySource {
    /** Several keys, as {@link KeyText} reads them. */
    public static final String KEYS = "SYMPOSIUM_ENCRYPTION_KEYS";

    /** One key in Base64. */
    public static final String KEY = "SYMPOSIUM_ENCRYPTION_KEY";

    /** The path of a file with keys. */
    public static final String FILE = "SYMPOSIUM_ENCRYPTION_KEY_FILE";

    /** A passphrase. */
    public static final String PASSPHRASE = "SYMPOSIUM_ENCRYPTION_PASSPHRASE";

    private static final String VARIABLE = "the environment variable ";

    private final Map<String, String> environment;

    /** Over the process's environment, or another in tests. */
    public EnvironmentKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether there is a variable of ours at all, right or wrong. */
    public boolean isSet() {
        return variables().findAny().isPresent();
    }

    @Override
    public String name() {
        String set = variables().collect(Collectors.joining(" and "));
        return VARIABLE + (set.isEmpty() ? KEY : set);
    }

    @Override
    public List<MasterKey> keys() {
        var keys = new ArrayList<MasterKey>();
        var violations = new ArrayList<Violation>();
        value(KEYS).ifPresent(text -> keys.addAll(KeyText.read(text, VARIABLE + KEYS, violations)));
        value(KEY).ifPresent(text -> keys.addAll(KeyText.read(text, VARIABLE + KEY, violations)));
        InvalidInputException.throwIfAny(violations);
        value(FILE).ifPresent(file -> keys.addAll(new KeyFile(existing(file)).keys()));
        value(PASSPHRASE).ifPresent(text -> keys.add(MasterKey.passphrase("", text.toCharArray())));
        if (keys.isEmpty()) {
            InvalidInputException.throwIfAny(List.of(KeyRules.violation("required", VARIABLE + KEY + " is not set")));
        }
        return keys;
    }

    /** A value that names no file is not shown: it may be the key itself. */
    private static Path existing(String file) {
        try {
            Path path = Path.of(file.strip());
            if (Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) { // its message shows the value
            throw noFile();
        }
        throw noFile();
    }

    private static InvalidInputException noFile() {
        return new InvalidInputException(
                KeyRules.FIELD,
                "file",
                VARIABLE + FILE + " must hold the path of a file with keys, and there is no such file."
                        + " A key itself belongs in " + KEY + ".");
    }

    private Stream<String> variables() {
        return Stream.of(KEYS, KEY, FILE, PASSPHRASE).filter(name -> value(name).isPresent());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
