package org.symposium.architecture;

import static org.symposium.architecture.Published.CLASSES;
import static org.symposium.architecture.Rooms.inOneClass;
import static org.symposium.architecture.Rooms.inOnePackage;
import static org.symposium.architecture.Rooms.onlyIn;
import static org.symposium.architecture.Violations.assertAllowed;
import static org.symposium.architecture.Violations.assertSeen;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symposium.core.internal.content.FixtureInItsRoom;
import org.symposium.core.internal.fixture.StepThatKnowsALibrary;

/** A third-party library is met in one package only, so that it can be understood and replaced in one place. */
class LibrariesTest {
    private static final String COMMONMARK = "org.commonmark..";

    @TestFactory
    Stream<DynamicTest> each_library_has_one_room() {
        return Stream.of(
                        inOneClass("com.github.mustachejava.."),
                        onlyIn("org.symposium.core..", "com.github.mustachejava.."),
                        onlyIn("org.symposium.core.internal.content..", COMMONMARK),
                        // cleaning in the one, reading pages by a user's selectors in the other
                        onlyIn("org.symposium.[core.internal.content|handlers.webscraper]..", "org.jsoup.."),
                        inOneClass("crawlercommons.."),
                        onlyIn("org.symposium.handlers.webscraper..", "crawlercommons.."),
                        inOneClass("com.cronutils.."),
                        onlyIn("org.symposium.core.internal.schedule..", "com.cronutils.."),
                        onlyIn("org.symposium.core.internal.http..", "org.apache.hc.."),
                        inOnePackage("com.github.benmanes.caffeine.."),
                        inOnePackage("org.bouncycastle.."),
                        inOnePackage("io.micrometer.."),
                        onlyIn("org.symposium.jdbc..", "org.jdbi.."),
                        inOneClass("com.github.kagkarlsson.."),
                        onlyIn("org.symposium.jdbc..", "com.github.kagkarlsson.."),
                        inOneClass("org.flywaydb.."),
                        onlyIn("org.symposium.jdbc..", "org.flywaydb.."))
                .map(LibrariesTest::test);
    }

    @Test
    void a_library_outside_its_room_is_seen() {
        var rule = onlyIn("org.symposium.core.internal.content..", COMMONMARK);
        assertSeen(rule, StepThatKnowsALibrary.class);
        assertAllowed(rule, FixtureInItsRoom.class);
    }

    @Test
    void a_library_in_a_second_class_or_package_is_seen() {
        assertSeen(inOneClass(COMMONMARK), StepThatKnowsALibrary.class, FixtureInItsRoom.class);
        assertSeen(inOnePackage(COMMONMARK), StepThatKnowsALibrary.class, FixtureInItsRoom.class);
    }

    @Test
    void nested_classes_share_the_room_of_the_class_around_them() {
        assertAllowed(inOneClass(COMMONMARK), FixtureInItsRoom.class, FixtureInItsRoom.Nested.class);
    }

    private static DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES));
    }
}
