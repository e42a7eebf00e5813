package org.symposium.soak;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.symposium.core.ConnectRequest;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.model.RunResult;

/** Sources that share one grant. */
record Grantees(String integrationId, List<String> sources) {
    /** One user connects, and makes so many sources. */
    static Grantees connect(Engine engine, RotatingProvider provider, int count) {
        OwnerView ada = engine.forOwner(Granted.OWNER);
        var callback = provider.consent(
                ada.oauth().begin(ConnectRequest.create(Granted.TYPE, "Mine")).uri());
        String id = ada.oauth().complete(callback).integration().orElseThrow().id();
        return new Grantees(
                id,
                IntStream.range(0, count)
                        .mapToObj(number -> ada.sources()
                                .create(id, "Source " + number, Settings.none())
                                .id())
                        .toList());
    }

    /** Runs these all at once; how each ended. */
    static List<String> run(Engine engine, List<String> sources) {
        List<CompletableFuture<RunResult>> runs = sources.stream()
                .map(source -> engine.executeAsync(Granted.OWNER, source))
                .toList();
        return runs.stream()
                .map(CompletableFuture::join)
                .map(result -> result.status().word()
                        + result.failure().map(why -> ": " + why.message()).orElse(""))
                .toList();
    }
}
