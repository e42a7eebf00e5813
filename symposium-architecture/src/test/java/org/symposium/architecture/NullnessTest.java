package org.symposium.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.symposium.architecture.Published.CLASSES;
import static org.symposium.architecture.Violations.assertAllowed;
import static org.symposium.architecture.Violations.assertSeen;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.fixture.WellBehavedStep;

/** Every package says that nothing in it is null unless marked. */
class NullnessTest {
    private static final ArchRule NULL_MARKED = classes()
            .that(DescribedPredicate.describe("are not module-info", NullnessTest::isInAPackage))
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "live in a package with @NullMarked in its package-info", NullnessTest::isNullMarked)))
            .allowEmptyShould(true);

    @Test
    void every_package_is_null_marked() {
        NULL_MARKED.check(CLASSES);
    }

    @Test
    void a_package_without_the_mark_is_seen() {
        assertSeen(NULL_MARKED, WellBehavedStep.class);
        assertAllowed(NULL_MARKED, NullnessTest.class, packageInfo());
    }

    private static boolean isInAPackage(JavaClass type) {
        return !type.getPackageName().isEmpty();
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class);
    }

    private static Class<?> packageInfo() {
        try {
            return Class.forName(NullnessTest.class.getPackageName() + ".package-info");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
