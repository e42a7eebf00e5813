package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.core.Engine;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.model.IntegrationView;

/** Two engines over one store share one grant of a service that takes each refresh token once; {@link RenewalSoakTest} does the same with processes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class RenewalTest {
    private static final int EXPIRIES = 20;
    private static final int SOURCES_OF_AN_ENGINE = 3;

    @Test
    void each_expiry_is_one_renewal_and_the_grant_lives_on(@TempDir Path folder) {
        Store store = Databases.h2(folder).fresh();
        try (RotatingProvider provider = RotatingProvider.start();
                HikariDataSource pool = store.pool(8);
                HikariDataSource otherPool = store.pool(8);
                Engine engine =
                        Granted.engine(JdbcStores.on(pool), provider.uri()).build();
                Engine other = Granted.engine(JdbcStores.on(otherPool), provider.uri())
                        .build()) {
            Grantees all = Grantees.connect(engine, provider, 2 * SOURCES_OF_AN_ENGINE);
            List<String> ours = all.sources().subList(0, SOURCES_OF_AN_ENGINE);
            List<String> theirs = all.sources().subList(SOURCES_OF_AN_ENGINE, 2 * SOURCES_OF_AN_ENGINE);
            for (int round = 1; round <= EXPIRIES; round++) {
                provider.expireAll();
                var beside = CompletableFuture.supplyAsync(() -> Grantees.run(other, theirs));
                assertThat(Grantees.run(engine, ours)).containsOnly("unchanged");
                assertThat(beside.join()).containsOnly("unchanged");
                assertThat(provider.refreshes()).isEqualTo(round);
            }
            IntegrationView view = engine.forOwner(Granted.OWNER).integrations().get(all.integrationId());
            assertThat(view.isActive()).isTrue();
            assertThat(provider.revoked()).isZero();
        }
    }
}
