package org.symposium.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Rules that give a library one room: one package, or one source file. */
final class Rooms {
    private Rooms() {}

    /** Only classes of these packages may know the library. */
    static ArchRule onlyIn(String room, String... library) {
        return noClasses()
                .that(resideOutsideOfPackage(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as("%s is met in %s only".formatted(String.join(", ", library), room))
                .allowEmptyShould(true);
    }

    /** Only one top-level class, wherever it is, may know the library; what is nested in it may as well. */
    static ArchRule inOneClass(String... library) {
        return inOne("class", Rooms::topLevel, library);
    }

    /** Only classes of one package, whichever it is, may know the library. */
    static ArchRule inOnePackage(String... library) {
        return inOne("package", JavaClass::getPackageName, library);
    }

    private static ArchRule inOne(String what, Function<JavaClass, String> roomOf, String... library) {
        return classes()
                .should(new LiveInOneRoom(what, roomOf, library))
                .as("%s is met in one %s only".formatted(String.join(", ", library), what))
                .allowEmptyShould(true);
    }

    private static String topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Rooms::topLevel).orElse(type.getName());
    }

    private static final class LiveInOneRoom extends ArchCondition<JavaClass> {
        private final String what;
        private final Function<JavaClass, String> roomOf;
        private final String[] library;
        private final Set<String> rooms = new TreeSet<>();

        LiveInOneRoom(String what, Function<JavaClass, String> roomOf, String... library) {
            super("live in one " + what);
            this.what = what;
            this.roomOf = roomOf;
            this.library = library;
        }

        @Override
        public void init(Collection<JavaClass> all) {
            rooms.clear();
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var inLibrary = resideInAnyPackage(library);
            if (type.getDirectDependenciesFromSelf().stream().anyMatch(d -> inLibrary.test(d.getTargetClass()))) {
                rooms.add(roomOf.apply(type));
            }
        }

        @Override
        public void finish(ConditionEvents events) {
            if (rooms.size() > 1) {
                events.add(SimpleConditionEvent.violated(
                        rooms, "more than one %s knows %s: %s".formatted(what, String.join(", ", library), rooms)));
            }
        }
    }
}
