package org.symposium.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.symposium.architecture.Published.CLASSES;
import static org.symposium.architecture.Violations.assertAllowed;
import static org.symposium.architecture.Violations.assertSeen;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.fixture.StepsThatOpenConnections;
import org.symposium.core.internal.fixture.StepsThatReadTheWallClock;
import org.symposium.core.internal.fixture.StepsThatWriteToTheConsole;
import org.symposium.core.internal.fixture.WellBehavedStep;

/** Time comes from a clock that was handed in, bytes come over the engine's HTTP road, words go to the log. */
class OutsideWorldTest {
    /** Where a host that hands in no clock gets the system's; and the time of stores under test that keep their own. */
    private static final Set<String> CHOOSE_THE_DEFAULT_CLOCK = Set.of(
            "org.symposium.core.Engine",
            "org.symposium.core.EngineBuilder",
            "org.symposium.core.InMemoryStores",
            "org.symposium.testkit.StoreTime");

    private static final Set<String> CONNECTIONS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.AsynchronousServerSocketChannel");

    private static final ArchRule NO_WALL_CLOCK = noClasses()
            .should()
            .accessTargetWhere(readsTheWallClock())
            .as("no wall clock: time is read from the Clock that was handed in")
            .allowEmptyShould(true);

    private static final ArchRule NO_SYSTEM_CLOCK = noClasses()
            .that(are("not where the default clock is chosen", type -> !choosesTheDefaultClock(type)))
            .should()
            .accessTargetWhere(
                    accesses("a system clock", Set.of("java.time.Clock"), OutsideWorldTest::makesASystemClock))
            .as("only the engine's defaults choose the system's clock")
            .allowEmptyShould(true);

    private static final ArchRule NO_CONNECTIONS = noClasses()
            .that()
            .resideOutsideOfPackages("org.symposium.core.internal.http..", "org.symposium.testkit..")
            .should()
            .accessTargetWhere(opensAConnection())
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..")
            .as("whoever wants bytes from the network goes the engine's HTTP road")
            .allowEmptyShould(true);

    private static final ArchRule NO_CONSOLE = noClasses()
            .should()
            .accessTargetWhere(writesToTheConsole())
            .as("a library says nothing on the console")
            .allowEmptyShould(true);

    @Test
    void nobody_reads_the_wall_clock() {
        NO_WALL_CLOCK.check(CLASSES);
        NO_SYSTEM_CLOCK.check(CLASSES);
    }

    @Test
    void reading_the_wall_clock_is_seen() {
        assertSeen(NO_WALL_CLOCK, StepsThatReadTheWallClock.ByInstant.class);
        assertSeen(NO_WALL_CLOCK, StepsThatReadTheWallClock.ByMethodReference.class);
        assertSeen(NO_WALL_CLOCK, StepsThatReadTheWallClock.ByDateInAZone.class);
        assertSeen(NO_WALL_CLOCK, StepsThatReadTheWallClock.ByMillis.class);
        assertSeen(NO_WALL_CLOCK, StepsThatReadTheWallClock.ByOldDate.class);
        assertSeen(NO_SYSTEM_CLOCK, StepsThatReadTheWallClock.BySystemClock.class);
        assertAllowed(NO_WALL_CLOCK, WellBehavedStep.class);
        assertAllowed(NO_SYSTEM_CLOCK, WellBehavedStep.class);
    }

    @Test
    void nobody_opens_a_connection_off_the_road() {
        NO_CONNECTIONS.check(CLASSES);
    }

    @Test
    void a_connection_off_the_road_is_seen() {
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.BySocket.class);
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.ByChannel.class);
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.ByUrl.class);
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.ByHttpClient.class);
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.ByJsoup.class);
        assertSeen(NO_CONNECTIONS, StepsThatOpenConnections.ByNameLookup.class);
        assertAllowed(NO_CONNECTIONS, WellBehavedStep.class);
    }

    @Test
    void nobody_writes_to_the_console() {
        NO_CONSOLE.check(CLASSES);
    }

    @Test
    void writing_to_the_console_is_seen() {
        assertSeen(NO_CONSOLE, StepsThatWriteToTheConsole.ByPrint.class);
        assertSeen(NO_CONSOLE, StepsThatWriteToTheConsole.ByStackTrace.class);
        assertAllowed(NO_CONSOLE, WellBehavedStep.class);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheWallClock() {
        return accesses("the wall clock", access -> {
            String owner = ownerOf(access);
            return switch (access.getTarget().getName()) {
                case "currentTimeMillis" -> owner.equals("java.lang.System");
                case "now" -> owner.startsWith("java.time.") && !takes(access, "java.time.Clock");
                case "getInstance" -> owner.equals("java.util.Calendar");
                case "<init>" ->
                    Set.of("java.util.Date", "java.util.GregorianCalendar").contains(owner) && takesNothing(access);
                default -> false;
            };
        });
    }

    private static boolean makesASystemClock(JavaAccess<?> access) {
        String method = access.getTarget().getName();
        return method.startsWith("system") || (method.startsWith("tick") && takes(access, "java.time.ZoneId"));
    }

    private static boolean choosesTheDefaultClock(JavaClass type) {
        return type.getEnclosingClass()
                .map(OutsideWorldTest::choosesTheDefaultClock)
                .orElse(CHOOSE_THE_DEFAULT_CLOCK.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> opensAConnection() {
        return accesses("a connection", access -> {
            String owner = ownerOf(access);
            return switch (access.getTarget().getName()) {
                case "<init>", "open" -> CONNECTIONS.contains(owner);
                case "openConnection", "openStream", "getContent" -> owner.equals("java.net.URL");
                case "getByName", "getAllByName", "getLocalHost" -> owner.startsWith("java.net.Inet");
                case "getDefault" -> owner.startsWith("javax.net.") && owner.endsWith("SocketFactory");
                case "connect" -> owner.equals("org.jsoup.Jsoup") || owner.endsWith("URLConnection");
                default -> false;
            };
        });
    }

    private static DescribedPredicate<JavaAccess<?>> writesToTheConsole() {
        var streams =
                target(owner(name("java.lang.System"))).and(target(name("out").or(name("err"))));
        return accesses(
                "the console",
                access -> streams.test(access)
                        || (access.getTarget().getName().equals("printStackTrace") && takesNothing(access)));
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(
            String what, Set<String> owners, Predicate<JavaAccess<?>> test) {
        return accesses(what, access -> owners.contains(ownerOf(access)) && test.test(access));
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(String what, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe("touches " + what, test);
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> test) {
        return DescribedPredicate.describe("are " + what, test);
    }

    private static String ownerOf(JavaAccess<?> access) {
        return access.getTargetOwner().getName();
    }

    private static boolean takes(JavaAccess<?> access, String type) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream()
                        .anyMatch(p -> p.getName().equals(type));
    }

    private static boolean takesNothing(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }
}
