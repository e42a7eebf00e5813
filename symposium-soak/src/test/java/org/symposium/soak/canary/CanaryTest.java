package org.symposium.soak.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.core.InMemoryStores;
import org.symposium.jdbc.JdbcStores;
import org.symposium.soak.Databases;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Stores;
import org.symposium.spi.model.IntegrationType;
import org.symposium.testkit.SecretSearch;

/**
 * One canary in each credential field of every type on the path, services that repeat all they are told, and everything that anybody gets to see: of it all, only requests may
 * hold a canary. Types that are added are taken up by themselves.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class CanaryTest {
    private final Shown shown = new Shown();

    /** All at once, since most of the time goes by waiting for rate limits and retries. The two databases share the answers, each of which memory meets. */
    @Test
    void no_secret_is_seen_over_any_store_nor_in_its_tables_and_files(@TempDir Path folder) throws IOException {
        try (HikariDataSource h2 = Databases.h2(folder).fresh().pool(16);
                HikariDataSource postgres = Databases.postgres().fresh().pool(16)) {
            try (LogWatch logs = LogWatch.start(SecretSearch.canaries())) {
                goRounds(List.of(
                        scene(new InMemoryStores(), each -> true),
                        scene(JdbcStores.on(h2), each -> each.isFor(0, 2)),
                        scene(JdbcStores.on(postgres), each -> each.isFor(1, 2))));
                assertThat(logs.lines()).isGreaterThan(1000);
                assertThat(logs.found()).as("found in logs").isEmpty();
            }
            assertThat(shown.learnt()).as("states and verifiers").isGreaterThan(10);
            look("H2", h2);
            look("PostgreSQL", postgres);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> shown.look(file.toString(), bytes(file)));
        }
        assertThat(shown.found()).as("of %s", shown.types()).isEmpty();
    }

    private void goRounds(List<Scene> scenes) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            var rounds = new ArrayList<Callable<Object>>();
            scenes.forEach(scene -> scene.rounds(shown).forEach(round -> rounds.add(Executors.callable(round))));
            for (Future<Object> round : threads.invokeAll(rounds)) {
                round.get();
            }
            scenes.forEach(Scene::assertTold);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
            scenes.forEach(Scene::close);
        }
    }

    /** An engine, and a service for each type, that nobody else talks to. */
    private record Scene(Engine engine, Map<String, EchoServer> services, Predicate<EchoCase> cases) {
        List<Runnable> rounds(Shown shown) {
            return engine.types().list().stream()
                    .map(type -> (Runnable) () -> go(type, services.get(type.name()), shown))
                    .toList();
        }

        private void go(IntegrationType type, EchoServer service, Shown shown) {
            var rounds = new Rounds(engine, type, service, shown);
            rounds.run(cases);
            new Consents(engine, type, service, shown, rounds).run(cases);
        }

        void assertTold() {
            assertThat(engine.types().list())
                    .as("tokens that a service gave were used")
                    .anyMatch(type -> Consents.hasUsedTokens(type, services.get(type.name())));
            engine.types().list().forEach(type -> CanaryTest.assertTold(type, services.get(type.name())));
        }

        void close() {
            engine.close();
            services.values().forEach(EchoServer::close);
        }
    }

    private void look(String name, HikariDataSource database) {
        Map<String, String> tables = DatabaseDump.of(database);
        assertThat(tables).hasSizeGreaterThan(8);
        assertThat(String.join("", tables.values())).contains("owner of ");
        tables.forEach((table, rows) -> shown.lookIntoKept(name + ", table " + table, rows));
    }

    private Scene scene(Stores stores, Predicate<EchoCase> cases) {
        Map<String, EchoServer> services = services();
        EngineBuilder builder = Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64(AesGcmVault.newKey()))
                .allowAddresses("127.0.0.0/8")
                .callAttempts(2, Duration.ofMillis(1), Duration.ofMillis(20))
                .discoverHandlers()
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        shown.add("event " + event.name(), event);
                    }
                });
        services.forEach((type, service) -> builder.baseUrl(type, service.uri("")));
        connectedByOAuth().forEach(type -> builder.oauthClient(type, Consents.client(type, services.get(type))));
        return new Scene(builder.build(), services, cases);
    }

    private static List<String> connectedByOAuth() {
        try (Engine looking = Engine.builder().discoverHandlers().build()) {
            return looking.types().list().stream()
                    .filter(type -> !type.oauth().isEmpty())
                    .map(IntegrationType::name)
                    .toList();
        }
    }

    private static Map<String, EchoServer> services() {
        var services = new LinkedHashMap<String, EchoServer>();
        try (Engine looking = Engine.builder().discoverHandlers().build()) {
            looking.types().list().forEach(type -> services.put(type.name(), EchoServer.start()));
        }
        return services;
    }

    /** Else nothing was shown. */
    private static void assertTold(IntegrationType type, EchoServer service) {
        List<String> told = service.requests().stream()
                .map(request -> request.path() + request.headers() + request.body())
                .filter(text -> SecretSearch.canaries().in(text).isPresent())
                .toList();
        boolean hasSecrets = type.authSchema().fields().stream().anyMatch(field -> field.isSecret());
        assertThat(told.isEmpty()).as("no secret was sent to %s", type.name()).isEqualTo(!hasSecrets);
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
