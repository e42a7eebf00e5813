package org.symposium.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A source behind a key, without a network: a key {@code <account>-…} opens that account, {@code dead-…} none. */
final class Keys implements SourceHandler {
    private static final IntegrationType TYPE = IntegrationType.of(Values.fromJson("""
            {"name": "keys", "display_name": "Keys", "category": "source", "description": "For tests", "icon": "🔑", "version": "1",
             "auth_schema": {"fields": [{"name": "key", "type": "password", "label": "Key"}]}, "source_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "handler_module": "test"}"""));

    private final List<String> used = new CopyOnWriteArrayList<>();
    private volatile @Nullable CyclicBarrier inTests;

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public CardData execute(SourceRun run) {
        used.add(run.credentials().reveal("key"));
        return CardData.of("Keys");
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }

    @Override
    public ConnectionCheck test(HandlerContext context) {
        CyclicBarrier barrier = inTests;
        if (barrier != null) {
            await(barrier);
        }
        String account = context.credentials().reveal("key").split("-", 2)[0];
        if (account.equals("dead")) {
            throw new HandlerException(FailureKind.AUTHENTICATION, "The key is not known.");
        }
        return ConnectionCheck.ok(account, account);
    }

    /** Tests go on when so many have come as far. */
    void meet(CyclicBarrier barrier) {
        inTests = barrier;
    }

    /** The key of each run. */
    List<String> used() {
        return used;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
