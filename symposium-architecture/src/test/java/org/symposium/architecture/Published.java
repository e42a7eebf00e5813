package org.symposium.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The classes that the rules are about, read once. */
final class Published {
    static final String ROOT = "org.symposium";

    /** Modules that hosts and handlers get from a repository. */
    static final List<String> MODULES = List.of("spi", "core", "handlers", "jdbc", "testkit");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private Published() {}

    static String packagesOf(String module) {
        return ROOT + "." + module + "..";
    }
}
