package org.symposium.handlers.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** Repositories and labels to pick from. */
final class Choices {
    private static final int MOST = 100;
    private static final String REPOSITORY = "[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+";

    private final HandlerContext context;
    private final GithubCalls calls;

    Choices(HandlerContext context) {
        this.context = context;
        this.calls = new GithubCalls(context);
    }

    /** The token's own repositories, those worked on last first; where none of them fits what was typed, all of GitHub's. */
    List<Option> repositories(String typed) {
        String search = typed.strip().toLowerCase(Locale.ROOT);
        List<Option> own = calls.hasToken() ? own(search) : List.of();
        return !own.isEmpty() || search.isEmpty() ? own : everybodys(search);
    }

    /** The labels of the repository that was typed, if one was. */
    List<Option> labels(String typed) {
        Optional<String> repository = text(context.settings(), "repository").filter(name -> name.matches(REPOSITORY));
        if (repository.isEmpty()) {
            return List.of();
        }
        String[] parts = repository.get().split("/", 2);
        HttpCall call = HttpCall.get("/repos/{}/{}/labels", parts[0], parts[1]).query("per_page", MOST);
        return options(calls.core(call), "name", typed.strip().toLowerCase(Locale.ROOT));
    }

    private List<Option> own(String search) {
        return options(
                calls.core(HttpCall.get("/user/repos").query("sort", "pushed").query("per_page", MOST)),
                "full_name",
                search);
    }

    private List<Option> everybodys(String search) {
        HttpCall call = HttpCall.get("/search/repositories")
                .query("q", search + " in:name")
                .query("per_page", 20);
        return options(context.http().send(calls.search(call)).json().path("items"), "full_name", "");
    }

    private List<Option> options(HttpCall call, String name, String search) {
        return options(context.http().send(call).json(), name, search);
    }

    private static List<Option> options(JsonNode list, String name, String search) {
        var options = new ArrayList<Option>();
        for (JsonNode item : list) {
            new Members(item)
                    .text(name)
                    .filter(found -> found.toLowerCase(Locale.ROOT).contains(search))
                    .ifPresent(found -> options.add(new Option(found, found)));
        }
        return options;
    }

    /** What was typed is not checked yet. */
    private static Optional<String> text(Values settings, String name) {
        return settings.at(name) instanceof String text ? Optional.of(text.strip()) : Optional.empty();
    }
}
