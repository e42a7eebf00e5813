package org.symposium.handlers.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** A card's content of its data: a heading, a numbered list, and below it whether there is more. */
final class GithubMarkdown {
    private static final int DAY = "2026-01-31".length();

    private GithubMarkdown() {}

    static String of(Values data) {
        List<Values> items = data.list("items");
        return Stream.of("## " + MarkdownText.escapeLine(heading(data)), list(items), note(data, items.size()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String heading(Values data) {
        return switch (data.text("resource", "")) {
            case "repositories" -> repositories(data);
            case "issues" -> "Issues of " + data.text("repository", "");
            case "pull_requests" -> "Pull Requests of " + data.text("repository", "");
            case "releases" -> "Releases of " + data.text("repository", "");
            default -> "Issues and Pull Requests";
        };
    }

    private static String repositories(Values data) {
        String of = (data.text("language", "") + " Repositories").strip();
        return data.text("sort", "").equals("stars") ? "Trending " + of : of;
    }

    private static String list(List<Values> items) {
        if (items.isEmpty()) {
            return "*Nothing was found.*";
        }
        var lines = new ArrayList<String>();
        for (int place = 1; place <= items.size(); place++) {
            String marker = place + ". ";
            lines.add(marker + String.join("\\\n" + " ".repeat(marker.length()), lines(items.get(place - 1))));
        }
        return String.join("\n", lines);
    }

    private static List<String> lines(Values item) {
        return item.has("name") ? repository(item) : item.has("tag") ? release(item) : issue(item);
    }

    private static List<String> repository(Values item) {
        return nonEmpty(
                head(item.text("name"), item),
                facts(
                        item.has("stars") ? "Stars: " + compact(item.whole("stars")) : "",
                        item.has("forks") ? "Forks: " + compact(item.whole("forks")) : "",
                        escaped(item, "language"),
                        escaped(item, "license"),
                        day(item, "pushed_at", "changed "),
                        item.flag("archived", false) ? "archived" : ""),
                escaped(item, "description"));
    }

    private static List<String> issue(Values item) {
        String number = item.has("number") ? "#" + item.whole("number") : "";
        String place = (item.text("repository", "") + number).strip();
        return nonEmpty(
                head(item.text("title", "Untitled"), item),
                facts(
                        MarkdownText.escapeLine(place),
                        item.flag("draft", false) ? "draft" : "",
                        escaped(item, "state"),
                        item.has("author") ? "by " + MarkdownText.escapeLine(item.text("author")) : "",
                        day(item, "created_at", "opened "),
                        day(item, "updated_at", "changed "),
                        item.whole("comments", 0) > 0 ? "Comments: " + item.whole("comments") : "",
                        item.texts("labels").isEmpty()
                                ? ""
                                : "Labels: " + MarkdownText.escapeLine(String.join(", ", item.texts("labels")))),
                escaped(item, "summary"));
    }

    private static List<String> release(Values item) {
        String tag = item.text("tag");
        return nonEmpty(
                head(item.text("title", "Untitled"), item),
                facts(
                        tag.equals(item.text("title", "")) ? "" : MarkdownText.escapeLine(tag),
                        item.flag("draft", false) ? "draft" : "",
                        item.flag("prerelease", false) ? "pre-release" : "",
                        item.has("author") ? "by " + MarkdownText.escapeLine(item.text("author")) : "",
                        day(item, "published_at", "published ")),
                escaped(item, "summary"));
    }

    private static String note(Values data, int shown) {
        Optional<String> more = Optional.empty();
        if (data.whole("total_count", 0) > shown && !data.flag("only_new", false)) {
            more = Optional.of("The first " + shown + " of " + data.whole("total_count") + ".");
        } else if (data.flag("has_more", false)) {
            more = Optional.of("There are more; these are the first " + shown + ".");
        }
        String incomplete = data.flag("incomplete_results", false)
                ? "GitHub's search ran out of time; some results may be missing."
                : "";
        String note = Stream.of(more.orElse(""), incomplete)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return note.isEmpty() ? "" : "*" + note + "*";
    }

    private static String head(String text, Values item) {
        return "**" + MarkdownText.link(text, item.text("url", "")) + "**";
    }

    private static String facts(String... facts) {
        return String.join(" · ", nonEmpty(facts));
    }

    private static List<String> nonEmpty(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).toList();
    }

    private static String escaped(Values item, String name) {
        return MarkdownText.escapeLine(item.text(name, ""));
    }

    private static String day(Values item, String name, String word) {
        String moment = item.text(name, "");
        return moment.length() < DAY ? "" : word + moment.substring(0, DAY);
    }

    /** 999, 1.2k, 95k, 1.2M: as GitHub's own pages do, never more than there are. */
    private static String compact(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        return number < 1_000_000 ? scaled(number, 1_000) + "k" : scaled(number, 1_000_000) + "M";
    }

    private static String scaled(long number, long unit) {
        long tenths = number * 10 / unit;
        return tenths >= 100 || tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
    }
}
