package org.symposium.jdbc;

import java.nio.file.Path;
import java.time.Duration;

/** Opens stores on the module path, in a JVM of its own. */
final class ModuleProcess {
    private ModuleProcess() {}

    public static void main(String[] arguments) {
        try (var stores = JdbcStores.h2(Path.of(arguments[0]))) {
            boolean taken = stores.leases().acquire("k", Duration.ofHours(1)).isPresent();
            System.out.println("in " + JdbcStores.class.getModule() + ": " + taken);
        }
    }
}
