package org.symposium.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2KeyRotationTest extends KeyRotationContract {
    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:h2:async:" + folder.resolve("rotation") + ";WRITE_DELAY=0";
    }

    @Override
    String user() {
        return "sa";
    }

    @Override
    int nodes() {
        return 1;
    }
}
