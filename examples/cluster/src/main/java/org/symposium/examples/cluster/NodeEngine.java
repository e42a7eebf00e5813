package org.symposium.examples.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.spi.Stores;

/** The engine as every process here has it: whatever one of them makes, all of them see. */
final class NodeEngine {
    /** How many runs go on in a node at one time. */
    static final int RUN_THREADS = 16;

    private NodeEngine() {}

    static EngineBuilder over(Stores stores, String key) {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64(key)) // the same key for all nodes
                .minimumInterval(Duration.ofSeconds(1)) // usually a minute: this is a show
                .allowAddresses("127.0.0.0/8")
                .runThreads(RUN_THREADS)
                .grace(Duration.ofSeconds(5))
                .discoverHandlers();
    }

    /** A pool of connections; its user closes it. */
    static HikariDataSource pool(String jdbcUrl) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(RUN_THREADS + 4); // each run one, and some for what keeps the queue
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
