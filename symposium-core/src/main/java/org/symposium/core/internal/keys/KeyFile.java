package org.symposium.core.internal.keys;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** The keys in a file, as {@link KeyText} reads them. What others can read, or anybody else can write, is refused; what its group can read is warned about. */
public final class KeyFile implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final long MOST_BYTES = 64 * 1024;

    private final Path file;

    /** In this file. */
    public KeyFile(Path file) {
        this.file = file;
    }

    /** In this file, which is made with one new random key and mode 0600 if it is not there. Of processes that start at once, one makes it. */
    public static KeyFile orNew(Path file, String newKey) {
        try {
            if (!Files.exists(file)) {
                write(file, newKey);
            }
            return new KeyFile(file);
        } catch (IOException e) {
            throw wrong(
                    "file",
                    "the key file " + file + " can't be made: " + e.getClass().getSimpleName() + ".");
        }
    }

    @Override
    public String name() {
        return "the key file " + file;
    }

    @Override
    public List<MasterKey> keys() {
        var violations = new ArrayList<Violation>();
        List<MasterKey> keys = KeyText.read(text(), name(), violations);
        InvalidInputException.throwIfAny(violations);
        return keys;
    }

    private String text() {
        try {
            checkPermissions();
            if (Files.size(file) > MOST_BYTES) {
                throw wrong("length", name() + " is too long to hold keys.");
            }
            return Files.readString(file);
        } catch (IOException e) { // its message may show bytes of the file
            throw wrong(
                    "file",
                    name() + " can't be read (" + e.getClass().getSimpleName()
                            + "). Is the path right, and may this process read it?");
        }
    }

    private void checkPermissions() throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean byOthers = permissions.stream()
                .anyMatch(permission -> !permission.name().startsWith("OWNER")
                        && !Set.of(GROUP_READ, GROUP_EXECUTE, OTHERS_EXECUTE).contains(permission));
        if (byOthers) {
            throw wrong(
                    "permissions",
                    name() + " can be read or changed by others ("
                            + PosixFilePermissions.toString(permissions) + "). Take their rights away: chmod 600 "
                            + file.getFileName() + "; for a secret that Kubernetes mounts, defaultMode: 0400.");
        }
        if (permissions.contains(GROUP_READ)) {
            LOG.warn("{} can be read by its group; chmod 600 would be safer", name());
        }
    }

    /** Written aside and then linked, so that nobody reads half of it, and none is written over. */
    private static void write(Path file, String newKey) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, "key", ".new", onlyOwner(folder));
        try {
            Files.writeString(aside, newKey + System.lineSeparator());
            publish(aside, file);
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster, and its key is as good
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void publish(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (UnsupportedOperationException e) {
            Files.move(aside, file);
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path folder) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static InvalidInputException wrong(String rule, String message) {
        return new InvalidInputException(KeyRules.FIELD, rule, message);
    }
}
