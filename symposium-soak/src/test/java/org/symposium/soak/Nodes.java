package org.symposium.soak;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Duration;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.handlers.webhook.WebhookHandler;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.Stores;

/** Engines over a trial's store. */
final class Nodes {
    private static final String KEY = "5nnX4trJe3O2xOBfsM+erL/Xrubb7r1VyeZiICxtCb4=";
    private static final int CONNECTIONS = 6;

    private Nodes() {}

    /** An engine in this process, which closes its pool with itself. */
    static Engine here(Store store, URI service) {
        return here(store, service, 3);
    }

    /** As {@link #here(Store, URI)}, with so many runs at a time. */
    static Engine here(Store store, URI service, int threads) {
        return builder(closing(store.pool(CONNECTIONS)), service, "here", none())
                .runThreads(threads)
                .build();
    }

    static EngineBuilder builder(Stores stores, URI service, String node, Brake brake) {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64(KEY))
                .allowAddresses("127.0.0.0/8")
                .minimumInterval(Duration.ofSeconds(1))
                .grace(Duration.ofMillis(200))
                .handler(new Ticks(service, node, brake))
                .handler(new WebhookHandler());
    }

    /** Holds nobody. */
    static Brake none() {
        return new Brake(Point.CLAIMED, 0, () -> {});
    }

    static Stores closing(HikariDataSource pool) {
        try {
            return closing(JdbcStores.on(pool), pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    private static Stores closing(Stores stores, HikariDataSource pool) {
        return Around.wrap(Stores.class, stores, (method, arguments, inner) -> {
            Object result = inner.call();
            if (method.equals("close")) {
                pool.close();
            }
            return result;
        });
    }
}
