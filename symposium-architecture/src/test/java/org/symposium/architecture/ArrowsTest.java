package org.symposium.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.symposium.architecture.Published.CLASSES;
import static org.symposium.architecture.Published.packagesOf;
import static org.symposium.architecture.Violations.assertAllowed;
import static org.symposium.architecture.Violations.assertSeen;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symposium.core.FixtureEngine;
import org.symposium.core.internal.fixture.StepThatKnowsAFlow;
import org.symposium.core.internal.fixture.StepThatKnowsAHandler;
import org.symposium.core.internal.fixture.StepThatKnowsTheEngine;
import org.symposium.core.internal.flow.FixtureFlow;
import org.symposium.handlers.fixture.FixtureHandler;
import org.symposium.handlers.otherfixture.HandlerThatKnowsAnother;
import org.symposium.spi.http.FixtureCall;
import org.symposium.spi.model.ModelThatKnowsHttp;

/** Which module, and which package within a module, may know which. */
class ArrowsTest {
    private static final ArchRule SPI = moduleKnowsOnly("spi");
    private static final ArchRule CORE = moduleKnowsOnly("core", "spi");
    private static final ArchRule HANDLERS = moduleKnowsOnly("handlers", "spi");
    private static final ArchRule JDBC = moduleKnowsOnly("jdbc", "spi");
    private static final ArchRule TESTKIT = moduleKnowsOnly("testkit", "core", "spi");

    private static final ArchRule MODEL_KNOWS_NOTHING = noClasses()
            .that()
            .resideInAPackage("org.symposium.spi.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.symposium.spi", "org.symposium.spi.http..")
            .as("in the SPI, values know nothing: spi → http → model")
            .allowEmptyShould(true);

    private static final ArchRule HTTP_KNOWS_MODEL_ONLY = noClasses()
            .that()
            .resideInAPackage("org.symposium.spi.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.symposium.spi")
            .as("in the SPI, calls and replies know no handler: spi → http → model")
            .allowEmptyShould(true);

    private static final ArchRule STEPS_KNOW_NO_FLOW = noClasses()
            .that()
            .resideInAPackage("org.symposium.core.internal..")
            .and()
            .resideOutsideOfPackage("org.symposium.core.internal.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.symposium.core", "org.symposium.core.internal.flow..")
            .as("in core, a step does one thing and knows neither flow nor engine")
            .allowEmptyShould(true);

    private static final ArchRule FLOWS_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage("org.symposium.core.internal.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.symposium.core")
            .as("in core: engine → flow → steps → spi")
            .allowEmptyShould(true);

    private static final ArchRule HANDLERS_ARE_STRANGERS = slices().matching("org.symposium.handlers.(*)..")
            .should()
            .notDependOnEachOther()
            .as("no handler knows another")
            .allowEmptyShould(true);

    private static final ArchRule NO_CYCLES = slices().matching("org.symposium.(**)")
            .should()
            .beFreeOfCycles()
            .as("no cycle between packages")
            .allowEmptyShould(true);

    @Test
    void spi_knows_no_other_module() {
        SPI.check(CLASSES);
    }

    @Test
    void core_knows_spi_only() {
        CORE.check(CLASSES);
    }

    @Test
    void handlers_know_spi_only() {
        HANDLERS.check(CLASSES);
    }

    @Test
    void jdbc_knows_spi_only() {
        JDBC.check(CLASSES);
    }

    @Test
    void testkit_knows_core_and_spi_only() {
        TESTKIT.check(CLASSES);
    }

    @Test
    void a_wrong_arrow_between_modules_is_seen() {
        assertSeen(CORE, StepThatKnowsAHandler.class);
        assertAllowed(CORE, StepThatKnowsAFlow.class);
        assertAllowed(HANDLERS, HandlerThatKnowsAnother.class);
    }

    @Test
    void in_the_spi_values_know_nothing() {
        MODEL_KNOWS_NOTHING.check(CLASSES);
        HTTP_KNOWS_MODEL_ONLY.check(CLASSES);
    }

    @Test
    void a_wrong_arrow_in_the_spi_is_seen() {
        assertSeen(MODEL_KNOWS_NOTHING, ModelThatKnowsHttp.class);
        assertSeen(HTTP_KNOWS_MODEL_ONLY, FixtureCall.class);
    }

    @Test
    void steps_know_neither_flow_nor_engine() {
        STEPS_KNOW_NO_FLOW.check(CLASSES);
    }

    @Test
    void a_step_that_knows_a_flow_or_the_engine_is_seen() {
        assertSeen(STEPS_KNOW_NO_FLOW, StepThatKnowsAFlow.class);
        assertSeen(STEPS_KNOW_NO_FLOW, StepThatKnowsTheEngine.class);
        assertAllowed(STEPS_KNOW_NO_FLOW, FixtureFlow.class);
    }

    @Test
    void flows_do_not_know_the_engine() {
        FLOWS_KNOW_NO_ENGINE.check(CLASSES);
    }

    @Test
    void a_flow_that_knows_the_engine_is_seen() {
        assertSeen(FLOWS_KNOW_NO_ENGINE, FixtureFlow.class);
    }

    @Test
    void no_handler_knows_another() {
        HANDLERS_ARE_STRANGERS.check(CLASSES);
    }

    @Test
    void a_handler_that_knows_another_is_seen() {
        assertSeen(HANDLERS_ARE_STRANGERS, FixtureHandler.class, HandlerThatKnowsAnother.class);
    }

    @Test
    void packages_have_no_cycles() {
        NO_CYCLES.check(CLASSES);
    }

    @Test
    void a_cycle_is_seen() {
        assertSeen(NO_CYCLES, FixtureEngine.class, FixtureFlow.class);
    }

    private static ArchRule moduleKnowsOnly(String module, String... others) {
        String[] known = Stream.concat(Stream.of(module), Arrays.stream(others))
                .map(Published::packagesOf)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("org.symposium..")).or(resideInAnyPackage(known)))
                .as(module + " knows of our modules only "
                        + (others.length == 0 ? "itself" : String.join(", ", others)))
                .allowEmptyShould(true);
    }
}
