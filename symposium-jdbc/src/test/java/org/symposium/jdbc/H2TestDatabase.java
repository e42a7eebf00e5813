package org.symposium.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** H2 in memory. */
final class H2TestDatabase implements TestDatabase {
    static final H2TestDatabase INSTANCE = new H2TestDatabase();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Object LOCK = new Object();
    private static HikariDataSource shared;

    private H2TestDatabase() {}

    @Override
    public HikariDataSource fresh() {
        return TestDatabase.pool("jdbc:h2:mem:test-" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @Override
    public HikariDataSource inZone(HikariDataSource source, String zone) {
        return TestDatabase.pool(source.getJdbcUrl() + ";TIME ZONE=" + zone, "sa", "");
    }

    @Override
    public DataSource cleared() {
        synchronized (LOCK) {
            if (shared == null) {
                shared = fresh();
                Migrations.run(shared, Database.H2);
            }
            TestDatabase.clear(shared);
            return shared;
        }
    }
}
