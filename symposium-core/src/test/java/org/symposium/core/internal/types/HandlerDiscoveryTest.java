package org.symposium.core.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

class HandlerDiscoveryTest {
    @TempDir
    Path jar;

    @Test
    void handlers_and_modules_are_found() throws IOException {
        Handlers found =
                discover(List.of(TestHandlers.Buoy.class.getName()), List.of(TestHandlers.Weather.class.getName()));
        assertThat(found.handlers()).singleElement().isInstanceOf(TestHandlers.Buoy.class);
        assertThat(found.modules()).singleElement().isInstanceOf(TestHandlers.Weather.class);
    }

    @Test
    void bad_ones_are_left_out_and_hurt_no_other() throws IOException {
        Handlers found = discover(
                List.of(
                        "com.acme.Gone",
                        TestHandlers.Throwing.class.getName(),
                        TestHandlers.Erring.class.getName(),
                        TestHandlers.Unlinked.class.getName(),
                        "java.lang.String",
                        HandlerDiscoveryTest.class.getName(),
                        TestHandlers.Source.class.getName(),
                        TestHandlers.Buoy.class.getName()),
                List.of("not a class name", TestHandlers.Weather.class.getName()));
        assertThat(found.handlers()).singleElement().isInstanceOf(TestHandlers.Buoy.class);
        assertThat(found.modules()).isEmpty(); // a file that can't be parsed is lost as a whole
    }

    @Test
    void a_path_that_can_never_be_read_ends() {
        var broken = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("no disk");
            }
        };
        assertThat(HandlerDiscovery.discover(broken).handlers()).isEmpty();
    }

    @Test
    void a_wrong_type_is_found_all_the_same_and_refused_later_with_its_class() throws IOException {
        Handlers found = discover(
                List.of(TestHandlers.Speechless.class.getName(), TestHandlers.Typeless.class.getName()), List.of());
        assertThat(found.handlers()).hasSize(2);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> HandlerOffers.of(found))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly(
                                TestHandlers.Speechless.class.getName() + ".type",
                                TestHandlers.Typeless.class.getName() + ".type"))
                .withMessageNotContaining("secret text");
    }

    private Handlers discover(List<String> handlers, List<String> modules) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.write(services.resolve(Handler.class.getName()), handlers);
        Files.write(services.resolve(HandlerModule.class.getName()), modules);
        try (var loader = new URLClassLoader(new URL[] {url(jar)}, getClass().getClassLoader())) {
            return HandlerDiscovery.discover(loader);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
