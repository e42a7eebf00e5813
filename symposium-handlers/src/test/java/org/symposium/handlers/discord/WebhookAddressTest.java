package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.HandlerException;

class WebhookAddressTest {
    private static final String END = "/webhooks/" + DiscordStage.ID + "/" + DiscordStage.TOKEN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api",
                "https://discord.com/api/v10",
                "https://discord.com/api/v6",
                "https://discordapp.com/api",
                "https://ptb.discord.com/api",
                "https://canary.discordapp.com/api/v9",
                "HTTPS://Discord.com/api"
            })
    void what_discord_has_ever_shown_leads_to_version_10(String begin) {
        assertThat(WebhookAddress.secret("url").resolve(field -> begin + END + "/"))
                .isEqualTo("https://discord.com/api/v10" + END);
        assertThat(WebhookAddress.of(begin + END))
                .isEqualTo(new WebhookAddress("https://discord.com", DiscordStage.ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://discord.com",
                "https://discord.com.evil.example",
                "https://evil.example",
                "https://discord.com:8443"
            })
    void another_host_is_not_made_discords(String origin) {
        assertThat(WebhookAddress.of(origin + "/api" + END).shown())
                .startsWith(origin + "/api/v10/webhooks/")
                .endsWith("/••••");
    }

    @Test
    void what_is_no_address_of_a_webhook_is_not_repeated() {
        assertThatThrownBy(() -> WebhookAddress.of("https://discord.com@evil.example/api" + END))
                .isInstanceOf(HandlerException.class)
                .hasMessageNotContaining(DiscordStage.TOKEN);
    }
}
