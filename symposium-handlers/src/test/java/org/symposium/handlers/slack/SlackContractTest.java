package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.List;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Words and shapes of errors: Slack's reference of chat.postMessage. */
class SlackContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new SlackHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("channel", "C123ABC456");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return request.path().startsWith("/auth.test")
                ? Reply.json(
                        "{\"ok\": true, \"url\": \"https://x.slack.com/\", \"team\": \"X\", \"user\": \"bot\", \"team_id\": \"T1\"}")
                : Reply.json(
                        "{\"ok\": true, \"channel\": \"C123ABC456\", \"ts\": \"1503435956.000247\", \"message\": {\"type\": \"message\"}}");
    }

    @Override
    protected List<Refusal> refusals() {
        var all = new ArrayList<Refusal>();
        add(
                all,
                FailureKind.AUTHENTICATION,
                "not_authed",
                "invalid_auth",
                "account_inactive",
                "token_revoked",
                "token_expired",
                "two_factor_setup_required",
                "org_login_required",
                "is_bot");
        add(
                all,
                FailureKind.FORBIDDEN,
                "not_allowed_token_type",
                "no_permission",
                "ekm_access_denied",
                "access_denied",
                "app_access_restricted",
                "enterprise_is_restricted",
                "restricted_action",
                "restricted_action_read_only_channel",
                "restricted_action_thread_only_channel",
                "restricted_action_thread_locked",
                "restricted_action_non_threadable_channel",
                "messages_tab_disabled",
                "not_in_channel");
        add(
                all,
                FailureKind.TARGET_GONE,
                "channel_not_found",
                "is_archived",
                "team_not_found",
                "cannot_reply_to_message");
        add(
                all,
                FailureKind.INVALID_REQUEST,
                "no_text",
                "msg_too_long",
                "msg_blocks_too_long",
                "invalid_blocks_format",
                "invalid_arguments",
                "metadata_too_large",
                "deprecated_endpoint",
                "a_word_of_tomorrow");
        add(all, FailureKind.QUOTA, "message_limit_exceeded");
        add(all, FailureKind.SERVER_ERROR, "fatal_error", "internal_error");
        all.add(Refusal.of(
                        "a scope that is missing",
                        Reply.json(
                                "{\"ok\": false, \"error\": \"missing_scope\", \"needed\": \"chat:write\", \"provided\": \"incoming-webhook\"}"),
                        FailureKind.FORBIDDEN)
                .saying("missing_scope", "chat:write"));
        all.add(Refusal.of(
                        "blocks that are wrong",
                        Reply.json(
                                "{\"ok\": false, \"error\": \"invalid_blocks\", \"errors\": [\"no more than 50 items allowed [json-pointer:/blocks]\"],"
                                        + " \"response_metadata\": {\"messages\": [\"[ERROR] no more than 50 items\"]}}"),
                        FailureKind.INVALID_REQUEST)
                .saying("no more than 50 items allowed"));
        all.add(Refusal.of(
                        "a picture that can't be loaded",
                        Reply.json(
                                "{\"ok\": false, \"error\": \"invalid_blocks\", \"errors\": [\"downloading image failed [json-pointer:/blocks/0/accessory/image_url]\"]}"),
                        FailureKind.INVALID_REQUEST)
                .saying("switch pictures off"));
        all.add(Refusal.of("a web page", Reply.of(200, "text/html", "<html></html>"), FailureKind.IN_DOUBT));
        all.add(Refusal.of("neither yes nor no", Reply.json("{\"a\": 1}"), FailureKind.IN_DOUBT));
        all.add(Refusal.of("a message without a place", Reply.json("{\"ok\": true}"), FailureKind.IN_DOUBT)
                .saying("not where it is"));
        all.add(Refusal.of(
                "a limit",
                Reply.of(429, "application/json", "{\"ok\": false, \"error\": \"ratelimited\"}")
                        .header("Retry-After", "3600"),
                FailureKind.RATE_LIMITED));
        all.add(Refusal.of(
                "a limit told with 200",
                Reply.json("{\"ok\": false, \"error\": \"ratelimited\"}").header("Retry-After", "3600"),
                FailureKind.RATE_LIMITED));
        return all;
    }

    private static void add(List<Refusal> all, FailureKind kind, String... words) {
        for (String word : words) {
            all.add(Refusal.of(word, Reply.json("{\"ok\": false, \"error\": \"" + word + "\"}"), kind)
                    .saying(word));
        }
    }
}
