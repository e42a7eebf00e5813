package org.symposium.handlers.mailchimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.Settings;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;
import org.symposium.testkit.FakeService.Reply;

class MailchimpHandlerTest {
    private static final String CAMPAIGN = "/campaigns/" + MailchimpFake.ID;
    private static final String MAKE = "POST /campaigns";
    private static final String FILL = "PUT " + CAMPAIGN + "/content";
    private static final String APART = "\u200B";

    private final MailchimpStage stage = new MailchimpStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_campaign_is_made_filled_checked_and_sent() {
        String output = stage.output("Some *content*.", Values.of("campaign_name", "Weekly Digest"));

        RunResult result = stage.deliver(output);

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.asked())
                .containsExactly(
                        "GET /lists/a1b2c3d4e5",
                        MAKE,
                        FILL,
                        "GET " + CAMPAIGN + "/send-checklist",
                        "POST " + CAMPAIGN + "/actions/send");
        DeliveryResult delivery = result.delivery().orElseThrow();
        assertThat(delivery.deliveryId()).isEqualTo(MailchimpFake.ID);
        assertThat(delivery.recipientsCount()).hasValue(1280);
        assertThat(delivery.scheduledFor()).isEmpty();
        assertThat(delivery.confirmation().text("links.0.url"))
                .isEqualTo("https://us21.admin.mailchimp.com/campaigns/show/?id=1234");
        assertThat(stage.requests(MAKE).get(0).header("authorization")).contains("Bearer " + MailchimpStage.KEY);
        assertThat(stage.body(MAKE).asMap())
                .isEqualTo(Values.fromJson("""
                        {"type": "regular", "recipients": {"list_id": "a1b2c3d4e5"},
                         "settings": {"subject_line": "The card's title", "title": "Weekly Digest [%s]",
                           "from_name": "Example Ltd", "reply_to": "news@example.com", "authenticate": true,
                           "auto_footer": false, "fb_comments": false, "inline_css": false},
                         "tracking": {"opens": true, "html_clicks": true, "text_clicks": false}}
                        """.formatted(result.executionId())).asMap());
    }

    @Test
    void a_mail_has_html_and_text_both_with_a_link_to_unsubscribe() {
        String output = stage.output(
                "Some *content*.",
                Values.of("footer", "You know *|FNAME|*\n<us> & \"all\".").with("unsubscribe_label", "Se désabonner"));

        stage.deliver(output);

        Values mail = stage.body(FILL);
        assertThat(mail.names()).containsExactlyInAnyOrder("html", "plain_text");
        assertThat(mail.text("html"))
                .startsWith("<!DOCTYPE html>")
                .contains("<em>content</em>")
                .containsPattern("(?s)You know \\*\\|FNAME\\|\\*<br>&lt;us&gt; &amp; &quot;all&quot;\\.</p>.*"
                        + "<a href=\"\\*\\|UNSUB\\|\\*\"[^>]*>Se désabonner</a> &middot; \\*\\|LIST:ADDRESS\\|\\*"
                        + ".*</body>\\s*</html>\\s*$");
        assertThat(mail.text("plain_text")).isEqualTo("""
                        Some content.

                        You know *|FNAME|*
                        <us> & "all".

                        Se désabonner: *|UNSUB|*
                        *|LIST:ADDRESS|*
                        """);
    }

    @Test
    void what_cards_hold_is_no_merge_tag_and_no_script() {
        String output = stage.output(
                "x\\*|IF:A|\\* `*|UNSUB|*` [a](https://e.org/*|EMAIL|*) ![*|B|*](https://e.org/b.png)"
                        + "\n\n<script>alert(1)</script><p onclick=\"x()\">shown</p><!-- never closed",
                Values.empty());
        stage.subject(output, "News: {{#cards}}{{title}} \\*|FEED:https://evil.example|\\*{{/cards}}");

        stage.deliver(output);

        Values mail = stage.body(FILL);
        String html = mail.text("html");
        int footer = html.indexOf("max-width:600px;margin:0 auto;padding:16px");
        assertThat(html.substring(0, footer))
                .contains("*" + APART + "|IF:A|" + APART + "*", "https://e.org/%2A%7CEMAIL%7C%2A", "shown")
                .doesNotContain("*|", "|*", "*%7C", "<script", "onclick", "<!--");
        assertThat(html.substring(footer)).contains("*|UNSUB|*");
        assertThat(mail.text("plain_text"))
                .endsWith("Unsubscribe: *|UNSUB|*\n*|LIST:ADDRESS|*\n")
                .satisfies(text -> assertThat(text.replace("Unsubscribe: *|UNSUB|*\n*|LIST:ADDRESS|*\n", ""))
                        .doesNotContain("*|", "|*", "*%7C"));
        assertThat(stage.body(MAKE).text("settings.subject_line"))
                .isEqualTo("News: The card's title *" + APART + "|FEED:https://evil.example|" + APART + "*");
    }

    @Test
    void settings_of_the_outputs_own_stand_as_they_are() {
        String output = stage.output(
                "Words.",
                Values.of("segment_id", "12345")
                        .with("subject", "*|FNAME|*, your update")
                        .with("preview_text", "For *|FNAME|*")
                        .with("from_name", "Ada")
                        .with("reply_to", "ada@example.org")
                        .with("to_name", "*|FNAME|*")
                        .with("track_opens", false)
                        .with("track_clicks", false));

        RunResult result = stage.deliver(output);

        Values made = stage.body(MAKE);
        assertThat(made.at("recipients.segment_opts.saved_segment_id")).isEqualTo(12345L);
        assertThat(made.object("settings").asMap())
                .containsAllEntriesOf(Map.of(
                        "subject_line", "*|FNAME|*, your update",
                        "preview_text", "For *|FNAME|*",
                        "title", "*|FNAME|*, your update [" + result.executionId() + "]",
                        "from_name", "Ada",
                        "reply_to", "ada@example.org",
                        "to_name", "*|FNAME|*"));
        assertThat(made.object("tracking").asMap())
                .containsEntry("opens", false)
                .containsEntry("html_clicks", false);
    }

    @Test
    void a_long_subject_and_a_long_name_are_cut() {
        String output = stage.output("Words.", Values.of("campaign_name", "n".repeat(100)));
        stage.subject(output, "s".repeat(200));

        RunResult result = stage.deliver(output);

        Values settings = stage.body(MAKE).object("settings");
        assertThat(settings.text("subject_line")).hasSize(150).endsWith("…");
        assertThat(settings.text("title")).hasSize(100).endsWith("n… [" + result.executionId() + "]");
    }

    @Test
    void a_template_gets_the_content_in_its_section() {
        String output =
                stage.output("Some \\*|A|\\*.", Values.of("template_id", "123").with("template_section", "main"));

        stage.deliver(output);

        Values mail = stage.body(FILL);
        assertThat(mail.at("template.id")).isEqualTo(123L);
        assertThat(mail.text("template.sections.main").strip())
                .isEqualTo("<p>Some *" + APART + "|A|" + APART + "*.</p>");
        assertThat(mail.text("plain_text")).contains("*|UNSUB|*");
        assertThat(mail.has("html")).isFalse();
        assertThat(stage.body(MAKE).has("settings.inline_css")).isFalse();
    }

    @Test
    void a_draft_is_left_in_mailchimp() {
        RunResult result = stage.deliver(stage.output("Words.", Values.of("mode", "draft")));

        assertThat(stage.asked()).containsExactly("GET /lists/a1b2c3d4e5", MAKE, FILL);
        assertThat(result.delivery().orElseThrow().recipientsCount()).isEmpty();
        assertThat(result.notices()).anyMatch(notice -> notice.contains("draft"));
    }

    @Test
    void a_scheduled_campaign_leaves_at_a_quarter_hour() {
        RunResult result = stage.deliver(
                stage.output("Words.", Values.of("mode", "schedule").with("send_at", "2090-12-01T09:07:00+01:00")));

        assertThat(stage.body("POST " + CAMPAIGN + "/actions/schedule").asMap())
                .isEqualTo(Map.of("schedule_time", "2090-12-01T08:15:00Z"));
        DeliveryResult delivery = result.delivery().orElseThrow();
        assertThat(delivery.scheduledFor()).hasToString("Optional[2090-12-01T08:15:00Z]");
        assertThat(delivery.recipientsCount()).hasValue(1280);
        assertThat(result.notices())
                .containsExactly("Mailchimp sends at quarter hours to come: at 2090-12-01T08:15:00Z, not at"
                        + " 2090-12-01T08:07:00Z.");
        assertThat(stage.asked()).noneMatch(call -> call.endsWith("/actions/send"));
    }

    @Test
    void a_trial_goes_to_its_recipient_and_to_nobody_else() {
        String output = stage.output("Words.", Values.of("mode", "schedule").with("send_at", "09:00"));

        RunResult result = stage.ada().deliverTest(output, " ada@example.org ");

        assertThat(stage.asked())
                .containsExactly("GET /lists/a1b2c3d4e5", MAKE, FILL, "POST " + CAMPAIGN + "/actions/test");
        assertThat(stage.body("POST " + CAMPAIGN + "/actions/test").asMap())
                .isEqualTo(Map.of("test_emails", List.of("ada@example.org"), "send_type", "html"));
        assertThat(stage.body(MAKE).text("settings.title")).startsWith("Test: The card's title [");
        assertThat(result.delivery().orElseThrow().recipientsCount()).hasValue(1);
        assertThat(result.notices()).anyMatch(notice -> notice.contains("delete it"));
    }

    @Test
    void what_is_wrong_is_told_before_anything_is_made() {
        assertMisconfigured(stage.deliver(stage.output("<!-- nothing -->", Values.empty())), "nothing");
        String output = stage.output("Words.", Values.empty());
        assertMisconfigured(stage.ada().deliverTest(output, "everybody"), "e-mail address");
        assertMisconfigured(
                stage.deliver(
                        stage.output("Words.", Values.of("mode", "schedule").with("send_at", "2020-01-01T00:00:00Z"))),
                "past");
        stage.on(
                "GET /lists/a1b2c3d4e5",
                Reply.json("{\"id\": \"a1b2c3d4e5\", \"campaign_defaults\": {\"from_name\":"
                        + " \"Example\", \"from_email\": \"no address\"}}"));
        assertMisconfigured(stage.deliver(output), "sender's address");
        stage.on(
                "GET /lists/a1b2c3d4e5",
                Reply.json("{\"id\": \"a1b2c3d4e5\", \"campaign_defaults\": {\"from_name\": \"" + "n".repeat(101)
                        + "\", \"from_email\": \"a@example.org\"}}"));
        assertMisconfigured(stage.deliver(output), "sender's name");

        assertThat(stage.asked()).doesNotContain(MAKE);
    }

    @Test
    void a_campaign_that_is_not_ready_is_a_draft_until_its_user_has_put_it_right() {
        stage.on("GET " + CAMPAIGN + "/send-checklist", Reply.json("""
                {"is_ready": false, "items": [
                  {"type": "success", "heading": "List", "details": "Fine"},
                  {"type": "error", "id": 102, "heading": "From", "details": "The domain is not\\nverified"},
                  {"type": "error", "heading": "Audience"}]}
                """));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        stage.recovers();
        RunResult replayed = stage.ada().deliveries().replay(failed.executionId());

        assertMisconfigured(failed, "From: The domain is not verified; Audience");
        assertThat(failed.failure().orElseThrow().message()).doesNotContain("Fine");
        assertThat(replayed.status()).as("%s", replayed.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.requests(MAKE)).hasSize(1);
        assertThat(stage.requests("POST " + CAMPAIGN + "/actions/send")).hasSize(1);
    }

    @Test
    void a_campaign_that_somebody_deleted_ends_the_delivery_and_not_the_output() {
        stage.on(FILL, MailchimpFake.problem(404, "Resource Not Found", "The requested resource could not be found."));
        String output = stage.output("Words.", Values.empty());

        RunResult result = stage.deliver(output);

        assertThat(result.failure().orElseThrow().kind().word()).isEqualTo("invalid_request");
        assertThat(result.failure().orElseThrow().suggestion()).contains("deliver them anew");
        assertThat(stage.ada().outputs().get(output).isActive()).isTrue();
    }

    @Test
    void an_audience_that_is_gone_switches_the_output_off() {
        stage.on("GET /lists/a1b2c3d4e5", MailchimpFake.problem(404, "Resource Not Found", "Not there."));
        String output = stage.output("Words.", Values.empty());

        RunResult result = stage.deliver(output);

        assertThat(result.failure().orElseThrow().kind().word()).isEqualTo("target_gone");
        assertThat(stage.ada().outputs().get(output).isActive()).isFalse();
        assertThat(stage.ada().integrations().get(stage.integration()).isActive())
                .isTrue();
    }

    @Test
    void a_campaign_that_may_be_out_is_looked_for_and_never_sent_twice() {
        String send = "POST " + CAMPAIGN + "/actions/send";
        stage.on(send, MailchimpFake.problem(500, "Internal Server Error", "An unexpected error occurred."));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        stage.recovers();
        RunResult found = stage.ada().deliveries().replay(failed.executionId());

        assertThat(failed.failure().orElseThrow().kind().word()).isEqualTo("server_error");
        assertThat(found.status()).as("%s", found.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.requests(send)).hasSize(1);
    }

    @Test
    void a_campaign_of_which_mailchimp_does_not_say_that_it_is_out_is_held() {
        String send = "POST " + CAMPAIGN + "/actions/send";
        stage.on(send, Reply.of(200, "text/html", "<html>Welcome to the proxy</html>"));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        stage.on(
                "GET " + CAMPAIGN,
                Reply.json("{\"id\": \"" + MailchimpFake.ID + "\", \"status\": \"save\", \"send_time\": \"\"}"));
        RunResult held = stage.ada().deliveries().replay(failed.executionId());

        assertThat(failed.failure().orElseThrow().kind().word()).isEqualTo("in_doubt");
        assertThat(held.failure().orElseThrow().kind().word()).isEqualTo("in_doubt");
        assertThat(stage.requests(send)).hasSize(1);
        assertThat(stage.body(MAKE).text("settings.title")).contains(failed.executionId());
    }

    @Test
    void a_campaign_that_was_made_without_an_answer_is_found_by_its_name() {
        stage.on(MAKE, Reply.of(502, "text/html", "<html>Bad gateway</html>"));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        stage.recovers();
        RunResult found = stage.ada().deliveries().replay(failed.executionId());

        assertThat(found.status()).as("%s", found.failure()).isEqualTo(Status.SUCCESS);
        assertThat(found.delivery().orElseThrow().recipientsCount()).hasValue(1280);
        assertThat(stage.requests(MAKE)).hasSize(1);
        assertThat(stage.requests("GET /campaigns").get(0).path()).contains("since_create_time=20");
    }

    @Test
    void a_campaign_that_is_not_found_is_held() {
        stage.on(MAKE, Reply.of(502, "text/html", "<html>Bad gateway</html>"))
                .on(
                        "GET /campaigns",
                        Reply.json("{\"campaigns\": [{\"id\": \"1\", \"settings\": {\"title\": \"Another\"}}, {}]}"));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        RunResult held = stage.ada().deliveries().replay(failed.executionId());

        assertThat(held.failure().orElseThrow().kind().word()).isEqualTo("in_doubt");
        assertThat(stage.requests(MAKE)).hasSize(1);
    }

    @Test
    void a_schedule_without_an_answer_is_told_as_mailchimp_has_it() {
        String schedule = "POST " + CAMPAIGN + "/actions/schedule";
        stage.on(schedule, MailchimpFake.problem(500, "Internal Server Error", "An unexpected error occurred."));
        String output = stage.output("Words.", Values.of("mode", "schedule").with("send_at", "2090-12-01T08:00:00Z"));

        RunResult failed = stage.deliver(output);
        stage.recovers();
        stage.on(
                "GET " + CAMPAIGN,
                Reply.json("{\"status\": \"schedule\", \"send_time\": \"2090-12-01T08:15:00+00:00\"}"));
        RunResult found = stage.ada().deliveries().replay(failed.executionId());

        assertThat(found.delivery().orElseThrow().scheduledFor()).hasToString("Optional[2090-12-01T08:15:00Z]");
        assertThat(stage.requests(schedule)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"../../lists\"}", "{\"id\": \"\"}", "{\"id\": 7}", "[]"})
    void an_answer_without_a_campaigns_id_leaves_it_in_doubt(String answer) {
        stage.on(MAKE, Reply.json(answer));
        String output = stage.output("Words.", Values.empty());

        RunResult failed = stage.deliver(output);
        stage.recovers();
        RunResult found = stage.ada().deliveries().replay(failed.executionId());

        assertThat(failed.failure().orElseThrow().kind().word()).isEqualTo("in_doubt");
        assertThat(found.status()).as("%s", found.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.requests(MAKE)).hasSize(1);
    }

    @Test
    void a_checklist_that_says_nothing_lets_nothing_out() {
        stage.on("GET " + CAMPAIGN + "/send-checklist", Reply.json("{\"items\": []}"));

        RunResult result = stage.deliver(stage.output("Words.", Values.empty()));

        assertThat(result.failure().orElseThrow().kind().word()).isEqualTo("invalid_response");
        assertThat(stage.asked()).noneMatch(call -> call.contains("/actions/"));
    }

    @Test
    void mailchimp_may_repeat_a_large_mail() {
        stage.on(FILL, Reply.json("{\"archive_html\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}"));

        assertThat(stage.deliver(stage.output("Words.", Values.empty())).status())
                .isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_mail_that_gmail_cuts_is_told() {
        RunResult result = stage.deliver(stage.output("Words and words.\n\n".repeat(2_000), Values.empty()));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).anyMatch(notice -> notice.contains("102 KB"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef",
                "0123456789abcdef-",
                "0123456789abcdef-evil.example/us21",
                "0123456789abcdef-us21.evil.example",
                "0123456789abcdef-US21",
                "0123456789abcdef-us2100"
            })
    void a_key_without_a_data_centre_is_refused_and_not_repeated(String key) {
        assertThatThrownBy(() -> stage.ada().integrations().create("mailchimp", "Odd", Credentials.of("api_key", key)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("credentials.api_key")
                .hasMessageNotContaining("0123456789abcdef")
                .hasMessageNotContaining("evil");
    }

    @Test
    void a_keys_data_centre_is_a_part_of_every_address_and_credentials_go_there_only() {
        assertThat(stage.ada().integrations().get(stage.integration()).facts().asMap())
                .isEqualTo(Map.of("dc", "us21"));
        assertThat(new MailchimpHandler().type().baseUrl()).contains("https://{dc}.api.mailchimp.com/3.0");
        assertThat(new MailchimpHandler().type().credentialOrigins()).containsExactly("https://{dc}.api.mailchimp.com");
    }

    @Test
    void a_test_asks_whose_the_key_is() {
        ConnectionResult result = stage.ada().integrations().test(stage.integration());

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(stage.ada()
                        .integrations()
                        .get(stage.integration())
                        .connection()
                        .toString())
                .contains("Freddie's Jokes");
    }

    @Test
    void audiences_segments_and_templates_are_offered() {
        stage.on("GET /lists", Reply.json("""
                {"lists": [{"id": "a1b2c3d4e5", "name": "News", "stats": {"member_count": 1280}},
                           {"id": "b1b2c3d4e5", "name": "Staff"}, {"name": "No id"}], "total_items": 3}
                """));
        stage.on("GET /lists/a1b2c3d4e5/segments", Reply.json("""
                {"segments": [{"id": 12345, "name": "Readers", "member_count": 7, "type": "saved"}], "total_items": 1}
                """));
        stage.on("GET /templates", Reply.json("{\"templates\": [{\"id\": 123, \"name\": \"Plain\"}]}"));

        assertThat(options("list_id", "", Settings.none()))
                .containsExactly(new Option("a1b2c3d4e5", "News (1280)"), new Option("b1b2c3d4e5", "Staff"));
        assertThat(options("list_id", "STA", Settings.none())).containsExactly(new Option("b1b2c3d4e5", "Staff"));
        assertThat(options("segment_id", "", Settings.of("list_id", "a1b2c3d4e5")))
                .containsExactly(new Option("12345", "Readers (7)"));
        assertThat(options("segment_id", "", Settings.none())).isEmpty();
        assertThat(options("template_id", "", Settings.none())).containsExactly(new Option("123", "Plain"));
        assertThat(options("subject", "", Settings.none())).isEmpty();
    }

    @Test
    void settings_that_can_not_work_are_refused_together() {
        assertThatThrownBy(() -> stage.output(Values.of("list_id", "a1b2c3d4e5")
                        .with("subject", "{{title}}")
                        .with("mode", "schedule")
                        .with("time_zone", "Paris")
                        .with("template_section", "body")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().stream().map(Violation::field))
                                .anyMatch(field -> field.endsWith("subject"))
                                .anyMatch(field -> field.endsWith("send_at"))
                                .anyMatch(field -> field.endsWith("time_zone"))
                                .anyMatch(field -> field.endsWith("template_id")));
        assertThatThrownBy(() -> stage.output(Values.of("list_id", "a1b2c3d4e5")
                        .with("mode", "schedule")
                        .with("send_at", "2030-02-30T10:00:00Z")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("send_at");
    }

    private List<Option> options(String field, String search, Settings typed) {
        return stage.ada()
                .integrations()
                .options(stage.integration(), "output_schema." + field, search, typed)
                .options();
    }

    private static void assertMisconfigured(RunResult result, String words) {
        assertThat(result.failure().orElseThrow().kind().word()).isEqualTo("misconfigured");
        assertThat(result.failure().orElseThrow().message()).contains(words);
        assertThat(result.failure().orElseThrow().suggestion()).isNotBlank();
    }
}
