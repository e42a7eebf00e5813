package org.symposium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

/** Shows that a rule sees what it forbids: each rule is tried on small classes that break it. */
final class Violations {
    private Violations() {}

    static void assertSeen(ArchRule rule, Class<?>... culprits) {
        var result = rule.evaluate(new ClassFileImporter().importClasses(culprits));
        assertThat(result.hasViolation())
                .as("violation of: %s", rule.getDescription())
                .isTrue();
    }

    static void assertAllowed(ArchRule rule, Class<?>... innocents) {
        var result = rule.evaluate(new ClassFileImporter().importClasses(innocents));
        assertThat(result.getFailureReport().getDetails())
                .as(rule.getDescription())
                .isEmpty();
    }
}
