package org.symposium.handlers.mailchimp;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

/** Mailchimp with one audience. What it holds is what the requests have made of it. Shapes: the API's reference, <em>Campaigns</em> and <em>Lists</em>. */
final class MailchimpFake {
    static final String ID = "42694e9e57";

    private MailchimpFake() {}

    /** The answer to the last of these requests. */
    static Reply answer(List<Request> asked) {
        Request last = asked.get(asked.size() - 1);
        String path = last.path().replaceFirst("\\?.*", "");
        return switch (last.method() + " " + path) {
            case "GET /" ->
                Reply.json("{\"account_id\": \"8d3a3db4d97663a9074efcc16\", \"account_name\": \"Freddie's Jokes\","
                        + " \"email\": \"freddie@example.com\", \"role\": \"owner\"}");
            case "GET /lists/a1b2c3d4e5" ->
                Reply.json("{\"id\": \"a1b2c3d4e5\", \"campaign_defaults\": {\"from_name\": \"Example Ltd\","
                        + " \"from_email\": \"news@example.com\"}}");
            case "POST /campaigns" -> Reply.json(campaign(last, "save", "").toJson());
            case "GET /campaigns" -> Reply.json(made(asked).toJson());
            case "PUT /campaigns/" + ID + "/content" ->
                Reply.json("{\"plain_text\": \"…\", \"html\": \"…\", \"archive_html\": \"…\", \"_links\": []}");
            case "GET /campaigns/" + ID + "/send-checklist" ->
                Reply.json(
                        "{\"is_ready\": true, \"items\": [{\"type\": \"success\", \"id\": 500, \"heading\": \"List\","
                                + " \"details\": \"To 1,280 contacts\"}], \"_links\": []}");
            case "GET /campaigns/" + ID -> Reply.json(state(asked).toJson());
            default ->
                path.startsWith("/campaigns/" + ID + "/actions/")
                        ? Reply.of(204, "application/json", "")
                        : problem(404, "Resource Not Found", "The requested resource could not be found.");
        };
    }

    static Reply problem(int status, String title, String detail) {
        return Reply.of(
                status,
                "application/problem+json; charset=utf-8",
                Values.of("type", "https://mailchimp.com/developer/marketing/docs/errors/")
                        .with("title", title)
                        .with("status", status)
                        .with("detail", detail)
                        .with("instance", "995c5cb0-3280-4a6e-808b-3b096d0bb219")
                        .toJson());
    }

    private static Values made(List<Request> asked) {
        return Values.of(
                "campaigns",
                asked.stream()
                        .filter(request -> request.method().equals("POST")
                                && request.path().equals("/campaigns"))
                        .map(request -> campaign(request, "save", "").asMap())
                        .toList());
    }

    private static Values state(List<Request> asked) {
        Optional<Request> scheduled = action(asked, "schedule");
        if (scheduled.isPresent()) {
            return state(
                    "schedule",
                    Values.fromJson(scheduled.get().body())
                            .text("schedule_time")
                            .replace("Z", "+00:00"));
        }
        return action(asked, "send").isPresent() ? state("sending", "2026-01-31T09:01:00+00:00") : state("save", "");
    }

    private static Optional<Request> action(List<Request> asked, String name) {
        return asked.stream()
                .filter(request -> request.path().endsWith("/actions/" + name))
                .findFirst();
    }

    private static Values campaign(Request made, String status, String sendTime) {
        Values body = Values.fromJson(made.body());
        return state(status, sendTime)
                .with("web_id", 1234)
                .with("type", "regular")
                .with("recipients", body.object("recipients").with("recipient_count", 1280))
                .with("settings", body.object("settings"));
    }

    private static Values state(String status, String sendTime) {
        return Values.of("id", ID).with("status", status).with("send_time", sendTime);
    }
}
