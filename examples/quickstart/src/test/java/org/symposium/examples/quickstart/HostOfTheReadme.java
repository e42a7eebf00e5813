package org.symposium.examples.quickstart;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.Settings;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.model.Credentials;

/** The host that the README shows. */
final class HostOfTheReadme {
    private HostOfTheReadme() {}

    /** What it shows of the card, and how the delivery ended. */
    static List<String> run(DataSource dataSource, String key, URI feedUrl, URI hookUrl, String secret) {
        var shown = new ArrayList<String>();
        // README: host
        try (var engine = Engine.builder()
                .stores(JdbcStores.on(dataSource)) // H2, PostgreSQL or MariaDB; without it, in memory
                .vault(AesGcmVault.ofBase64(key)) // or fromEnvironment(): SYMPOSIUM_ENCRYPTION_KEY
                .allowAddresses("127.0.0.0/8") // inner addresses that calls may go to; without it, none
                .discoverHandlers() // those on the class path or module path
                .build()) {
            var ada = engine.forOwner("ada"); // one of your users; others see nothing of hers

            var feeds = ada.integrations().create("rss", "Feeds", Credentials.none());
            var source = ada.sources().create(feeds.id(), "News", Settings.of("url", feedUrl));
            ada.execute(source.id()).card().ifPresent(card -> shown.add(card.content())); // Markdown

            var hook = ada.integrations().create("webhook", "Team hook", Credentials.of("signing_secret", secret));
            var template = "{{#cards}}\n## {{title}}\n\n{{{content}}}\n{{/cards}}";
            var output = ada.outputs().create(hook.id(), "Digest", Settings.of("url", hookUrl), template);
            var result = ada.deliver(output.id()); // a failure is a status in the result, not an exception
            shown.add(result.status().word());
        }
        // README: end
        return shown;
    }
}
