/** Sources and outputs for services people use, found by {@link java.util.ServiceLoader}. */
module org.symposium.handlers {
    requires transitive org.symposium.spi;
    requires crawler.commons;
    requires java.xml;
    requires org.jsoup;
    requires static org.jspecify;

    exports org.symposium.handlers.airtable;
    exports org.symposium.handlers.discord;
    exports org.symposium.handlers.github;
    exports org.symposium.handlers.mailchimp;
    exports org.symposium.handlers.notion;
    exports org.symposium.handlers.perplexity;
    exports org.symposium.handlers.rss;
    exports org.symposium.handlers.slack;
    exports org.symposium.handlers.weather;
    exports org.symposium.handlers.webhook;
    exports org.symposium.handlers.webscraper;

    provides org.symposium.spi.Handler with
            org.symposium.handlers.airtable.AirtableHandler,
            org.symposium.handlers.discord.DiscordHandler,
            org.symposium.handlers.github.GithubHandler,
            org.symposium.handlers.mailchimp.MailchimpHandler,
            org.symposium.handlers.notion.NotionHandler,
            org.symposium.handlers.perplexity.PerplexityHandler,
            org.symposium.handlers.rss.RssHandler,
            org.symposium.handlers.slack.SlackHandler,
            org.symposium.handlers.weather.WeatherHandler,
            org.symposium.handlers.webhook.WebhookHandler,
            org.symposium.handlers.webscraper.WebScraperHandler;
}
