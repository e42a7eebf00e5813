package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.Engine;
import org.symposium.jdbc.JdbcStores;

/** Three processes over one PostgreSQL share one grant of a service that rotates refresh tokens and takes each once: each time the token ends, it is renewed by one of them. */
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class RenewalSoakTest {
    private static final int NODES = 3;
    private static final int SOURCES_OF_A_NODE = 4;
    private static final int EXPIRIES = 200;
    private static final int SHORT_LIFE_ROUNDS = 60;

    @Test
    void each_expiry_is_one_renewal_and_no_grant_is_lost() {
        Store store = Databases.postgres().fresh();
        var nodes = new ArrayList<Node>();
        try (RotatingProvider provider = RotatingProvider.start();
                HikariDataSource pool = store.pool(4);
                Engine engine =
                        Granted.engine(JdbcStores.on(pool), provider.uri()).build()) {
            Grantees all = Grantees.connect(engine, provider, NODES * SOURCES_OF_A_NODE);
            for (int number = 0; number < NODES; number++) {
                List<String> own =
                        all.sources().subList(number * SOURCES_OF_A_NODE, (number + 1) * SOURCES_OF_A_NODE);
                nodes.add(Node.start(
                        GranteesProcess.class,
                        Stream.concat(
                                        Stream.of(
                                                store.url(),
                                                store.user(),
                                                provider.uri().toString()),
                                        own.stream())
                                .toArray(String[]::new)));
            }
            nodes.forEach(Node::awaitStarted);
            long began = System.nanoTime();
            for (int round = 1; round <= EXPIRIES; round++) {
                provider.expireAll();
                run(nodes, round);
                assertThat(provider.refreshes()).isEqualTo(round);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            int byRefusal = provider.refreshes();
            assertThat(provider.revoked()).isZero();

            provider.lifetime(2); // so each is renewed a second before its end
            provider.expireAll();
            for (int round = EXPIRIES + 1; round <= EXPIRIES + SHORT_LIFE_ROUNDS; round++) {
                run(nodes, round);
            }
            assertThat(provider.revoked()).isZero();
            assertThat(engine.forOwner(Granted.OWNER).integrations().get(all.integrationId()))
                    .satisfies(view -> assertThat(view.isActive()).isTrue());
            Figures.print(
                    "%d JVMs, %d runs at a time over one PostgreSQL: %d expiries = %d renewals in %d s, 0 families revoked; then"
                            + " tokens of 2 s: %d renewals over %d rounds, 0 revoked; %d requests refused, %d taken",
                    NODES,
                    NODES * SOURCES_OF_A_NODE,
                    EXPIRIES,
                    byRefusal,
                    seconds,
                    provider.refreshes() - byRefusal,
                    SHORT_LIFE_ROUNDS,
                    provider.refused(),
                    provider.taken());
        } finally {
            nodes.forEach(Node::close);
        }
    }

    /** On all nodes at the same moment; every run goes well. */
    private static void run(List<Node> nodes, int round) {
        nodes.forEach(node -> node.tell(GranteesProcess.RUN + round));
        String well = GranteesProcess.RAN + round + " [unchanged]";
        for (Node node : nodes) {
            node.await(line -> line.startsWith(GranteesProcess.RAN + round + " "));
            assertThat(node.said()).contains(well);
        }
    }
}
