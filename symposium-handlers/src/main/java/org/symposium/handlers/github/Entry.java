package org.symposium.handlers.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a list.
 *
 * @param id GitHub's own, which outlasts a new name or title
 * @param opened when it came into being; of a release when it was published
 * @param changed when it was last changed
 * @param isPullRequest GitHub lists pull requests among issues
 * @param isPrerelease whether it is a release that is not called finished
 * @param values as it stands in a card's data
 */
record Entry(
        String id,
        Optional<Instant> opened,
        Optional<Instant> changed,
        boolean isPullRequest,
        boolean isPrerelease,
        Values values) {
    private static final int MOST_LABELS = 20;

    /** Reads it; empty when it is none, since nothing tells it from others. */
    static Optional<Entry> of(Resource resource, JsonNode node, boolean withText) {
        var members = new Members(node);
        Optional<String> id =
                members.text("id").or(() -> members.text("node_id")).or(() -> members.web("html_url"));
        return id.map(known -> switch (resource) {
            case REPOSITORIES -> repository(known, members);
            case RELEASES -> release(known, members, withText);
            case PULL_REQUESTS -> issue(known, members, withText, true);
            default -> issue(known, members, withText, members.hasObject("pull_request"));
        });
    }

    /** What it is known by, from one run to the next. */
    String identity(boolean eachChangeCounts) {
        return eachChangeCounts ? id + "@" + changed.map(Instant::toString).orElse("") : id;
    }

    Optional<Instant> age(boolean byChange) {
        return byChange ? changed : opened;
    }

    private static Entry repository(String id, Members members) {
        String name = members.text("full_name").or(() -> members.text("name")).orElse("Unnamed");
        Optional<Instant> changed = members.moment("pushed_at").or(() -> members.moment("updated_at"));
        Values values = Values.of("id", id)
                .with("name", name)
                .withOptional("url", members.web("html_url"))
                .withOptional(
                        "description", members.text("description").map(text -> PlainText.cut(text, PlainText.MOST)))
                .withOptional("stars", members.whole("stargazers_count"))
                .withOptional("forks", members.whole("forks_count"))
                .withOptional("open_issues", members.whole("open_issues_count"))
                .withOptional("language", members.text("language"))
                .withOptional(
                        "license",
                        members.at("license").text("spdx_id").filter(licence -> !licence.equals("NOASSERTION")))
                .withOptional("pushed_at", changed);
        return new Entry(
                id,
                members.moment("created_at"),
                changed,
                false,
                false,
                flag(values, "archived", members.flag("archived")));
    }

    private static Entry issue(String id, Members members, boolean withText, boolean isPullRequest) {
        Optional<Instant> opened = members.moment("created_at");
        Optional<Instant> changed = members.moment("updated_at").or(() -> opened);
        Optional<Instant> merged =
                members.moment("merged_at").or(() -> members.at("pull_request").moment("merged_at"));
        Values values = Values.of("id", id)
                .withOptional("number", members.whole("number"))
                .with("title", members.text("title").orElse("Untitled"))
                .withOptional("url", members.web("html_url"))
                .withOptional("repository", repositoryOf(members))
                .with("kind", isPullRequest ? "pull_request" : "issue")
                .withOptional("state", merged.map(at -> "merged").or(() -> members.text("state")))
                .withOptional("author", members.at("user").text("login"))
                .with(
                        "labels",
                        members.names("labels").stream().limit(MOST_LABELS).toList())
                .withOptional("comments", members.whole("comments"))
                .withOptional("created_at", opened)
                .withOptional("updated_at", changed);
        return new Entry(
                id,
                opened,
                changed,
                isPullRequest,
                false,
                summary(flag(values, "draft", members.flag("draft")), members, withText));
    }

    private static Entry release(String id, Members members, boolean withText) {
        Optional<Instant> published = members.moment("published_at").or(() -> members.moment("created_at"));
        String tag = members.text("tag_name").orElse("");
        Values values = Values.of("id", id)
                .with("tag", tag)
                .with("title", members.text("name").orElse(tag.isEmpty() ? "Untitled" : tag))
                .withOptional("url", members.web("html_url"))
                .withOptional("author", members.at("author").text("login"))
                .withOptional("published_at", published);
        Values flagged = flag(flag(values, "prerelease", members.flag("prerelease")), "draft", members.flag("draft"));
        return new Entry(
                id, published, published, false, members.flag("prerelease"), summary(flagged, members, withText));
    }

    private static Values summary(Values values, Members members, boolean withText) {
        return withText
                ? values.withOptional(
                        "summary", members.text("body").map(PlainText::summary).filter(text -> !text.isEmpty()))
                : values;
    }

    private static Values flag(Values values, String name, boolean isSet) {
        return isSet ? values.with(name, true) : values;
    }

    /** There is no repository in an issue that was searched for; its address ends with owner and name. */
    private static Optional<String> repositoryOf(Members members) {
        return members.web("repository_url")
                .or(() -> members.at("base").at("repo").web("url"))
                .map(url -> List.of(url.split("/")))
                .filter(parts -> parts.size() > 4)
                .map(parts -> parts.get(parts.size() - 2) + "/" + parts.get(parts.size() - 1))
                .filter(name -> name.matches("[A-Za-z0-9-]+/[A-Za-z0-9._-]+"));
    }
}
