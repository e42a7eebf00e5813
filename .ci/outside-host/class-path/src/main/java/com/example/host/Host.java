package com.example.host;

import java.io.IOException;
import java.nio.file.Path;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.RunResult;

/** Finds Symposium's own handlers and a third party's, and uses them. Its argument is the database file to use. */
public final class Host {
    private static final String TEMPLATE = "{{#cards}}## {{title}}\n{{{content}}}\n{{/cards}}";

    private Host() {}

    public static void main(String[] arguments) throws IOException {
        String place = Host.class.getModule().isNamed() ? "module path" : "class path";
        try (var service = Service.start()) {
            use(service, place + ", in memory", Engine.builder());
            use(
                    service,
                    place + ", in H2",
                    Engine.builder()
                            .stores(JdbcStores.h2(Path.of(arguments[0])))
                            .vault(AesGcmVault.ofBase64(AesGcmVault.newKey())));
        }
    }

    private static void use(Service service, String where, EngineBuilder builder) {
        try (var engine = builder.discoverHandlers()
                .allowAddresses("127.0.0.0/8")
                .baseUrl("buoy", service.url("/buoys"))
                .build()) {
            engine.types().list().forEach(type -> ok(where, "found " + type.name()));
            OwnerView ada = engine.forOwner("ada");
            ok(where, source(ada, "rss", Credentials.none(), Settings.of("url", service.url("/feed"))));
            ok(where, source(ada, "buoy", Credentials.of("api_key", "ahoy"), Settings.of("station", "44025")));
            var hook = ada.integrations().create("webhook", "Team hook", Credentials.of("signing_secret", "whsec_" + AesGcmVault.newKey()));
            var output = ada.outputs().create(hook.id(), "Digest", Settings.of("url", service.url("/hook")), TEMPLATE);
            RunResult result = ada.deliver(output.id());
            ok(where, "webhook " + result.status().word() + ", cards sent: " + result.cardsSent());
        }
    }

    private static String source(OwnerView owner, String type, Credentials credentials, Settings settings) {
        var integration = owner.integrations().create(type, "My " + type, credentials);
        var source = owner.sources().create(integration.id(), "My " + type, settings);
        RunResult result = owner.execute(source.id());
        String title = result.card().map(card -> card.title()).orElseGet(() -> result.failure().toString());
        return type + " " + result.status().word() + ", card: " + title;
    }

    private static void ok(String where, String what) {
        System.out.println(where + ": " + what);
    }
}
