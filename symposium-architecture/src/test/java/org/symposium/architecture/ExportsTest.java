package org.symposium.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each module shows to the others. */
class ExportsTest {
    private static final Map<String, ModuleDescriptor> MODULES = ourModules();

    @Test
    void every_published_module_describes_itself() {
        assertThat(MODULES)
                .containsOnlyKeys(Published.MODULES.stream()
                        .map(module -> Published.ROOT + "." + module)
                        .toList());
    }

    @Test
    void what_is_internal_is_not_exported() {
        assertThat(MODULES.values())
                .flatExtracting(ExportsTest::exported)
                .noneMatch(name -> name.contains(".internal"));
    }

    @Test
    void core_shows_one_package() {
        assertThat(exported(MODULES.get("org.symposium.core"))).isSubsetOf("org.symposium.core");
    }

    private static List<String> exported(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(Exports::source)
                .toList();
    }

    private static Map<String, ModuleDescriptor> ourModules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(path -> path.toString().contains("symposium"))
                .flatMap(path -> ModuleFinder.of(path).findAll().stream())
                .map(ModuleReference::descriptor)
                .filter(module -> !module.isAutomatic())
                .collect(toMap(ModuleDescriptor::name, module -> module));
    }
}
