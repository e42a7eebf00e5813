package org.symposium.handlers.mailchimp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Option;

/** Audiences, segments and templates to pick from: of the first {@value #PAGE} that Mailchimp lists up to {@value #MOST} that fit what was typed. */
final class Choices {
    private static final int PAGE = 1_000;
    private static final int MOST = 200;

    private final HandlerContext context;
    private final String search;

    Choices(HandlerContext context, String typed) {
        this.context = context;
        this.search = typed.strip().toLowerCase(Locale.ROOT);
    }

    List<Option> audiences() {
        return options(HttpCall.get("/lists").query("fields", "lists.id,lists.name,lists.stats.member_count"), "lists");
    }

    /** Segments and tags of the audience that was typed before. */
    List<Option> segments() {
        Object audience = context.settings().at(Audience.SETTING);
        return audience instanceof String id && id.matches(Audience.FORM)
                ? options(
                        HttpCall.get("/lists/{}/segments", id)
                                .query("fields", "segments.id,segments.name,segments.member_count"),
                        "segments")
                : List.of();
    }

    /** The user's own: those that Mailchimp brings have no sections to fill. */
    List<Option> templates() {
        return options(
                HttpCall.get("/templates").query("type", "user").query("fields", "templates.id,templates.name"),
                "templates");
    }

    private List<Option> options(HttpCall call, String list) {
        var options = new ArrayList<Option>();
        var answer = new Members(context.http()
                .send(call.query("count", PAGE).bearer(MailchimpHandler.KEY))
                .json());
        for (Members item : answer.list(list)) {
            String name = item.text("name").orElse("");
            if (options.size() < MOST && name.toLowerCase(Locale.ROOT).contains(search)) {
                id(item).ifPresent(id -> options.add(new Option(id, label(name.isEmpty() ? id : name, item))));
            }
        }
        return options;
    }

    private static Optional<String> id(Members item) {
        return item.text("id").or(() -> item.whole("id").map(String::valueOf));
    }

    private static String label(String name, Members item) {
        Optional<Long> members =
                item.whole("member_count").or(() -> item.at("stats").whole("member_count"));
        return members.map(count -> name + " (" + count + ")").orElse(name);
    }
}
