package org.symposium.handlers.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * Lists of <a href="https://docs.github.com/en/rest">GitHub</a>: repositories, issues, pull requests and releases, all of them or the new ones only. With a token of any
 * kind, or without one in narrower limits. An unchanged list makes no card; asked for with {@code ETag}, it costs no quota either.
 *
 * <p>Spec: <em>Handler Conceptual Examples</em>, <em>GitHub Source Handler</em>.
 */
public final class GithubHandler implements SourceHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(GithubHandler.class.getResourceAsStream("github.json"));
    /** As many as GitHub's searches give. */
    private static final int MOST_READ = 1_000;

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return GithubErrors.judge(reply);
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    @Override
    public CardData execute(SourceRun run) {
        Values settings = run.settings();
        SeenEntries seen = SeenEntries.of(run.cursor(), settings);
        boolean isOnlyNew = Listing.isOnlyNew(settings);
        Found found = found(run, seen);
        if (found.isUnchanged()) {
            return CardData.unchanged();
        }
        return isOnlyNew ? newEntries(settings, seen, found) : allEntries(settings, run.cursor(), found);
    }

    @Override
    public String formatResponse(String title, Values data) {
        return GithubMarkdown.of(data);
    }

    @Override
    public ConnectionCheck test(HandlerContext context) {
        return Account.check(context);
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        return switch (field) {
            case "source_schema.repository" -> new Choices(context).repositories(search);
            case "source_schema.labels" -> new Choices(context).labels(search);
            default -> List.of();
        };
    }

    private static Found found(SourceRun run, SeenEntries seen) {
        Values settings = run.settings();
        var calls = new GithubCalls(run);
        boolean isOnlyNew = Listing.isOnlyNew(settings);
        boolean looksForMore =
                isOnlyNew && seen.isAnything() && Resource.of(settings).isByAge();
        int most = looksForMore ? MOST_READ : (int) settings.whole("count", 30);
        List<Listing> listings = Listing.of(settings, calls, isOnlyNew ? seen.since() : Optional.empty());
        Values validators = listings.size() == 1 ? run.cursor().objectOrEmpty("validators") : Values.empty();
        var lists = new ArrayList<Found>();
        for (Listing listing : listings) {
            lists.add(new Pages(run.http(), calls, listing)
                    .read(validators, most, entry -> !looksForMore || seen.isNew(entry)));
        }
        return Found.merged(
                lists, Listing.sort(settings), Listing.order(settings).equals("desc"));
    }

    private static CardData allEntries(Values settings, Values before, Found found) {
        List<Entry> entries = first(found.entries(), settings);
        Values data = new GithubCard(settings).data(entries, found);
        String hash = hash(data);
        Values cursor = Values.of("card", hash).with("validators", found.validators());
        return hash.equals(before.text("card", ""))
                ? CardData.unchanged().cursor(cursor)
                : card(settings, entries, data, found).cursor(cursor);
    }

    private static CardData newEntries(Values settings, SeenEntries seen, Found found) {
        List<Entry> unseen = found.entries().stream().filter(seen::isNew).toList();
        List<Entry> taken = first(unseen, settings);
        Set<Entry> waiting = seen.isAnything() ? Set.copyOf(unseen.subList(taken.size(), unseen.size())) : Set.of();
        List<Entry> met = found.entries().stream()
                .filter(entry -> !waiting.contains(entry))
                .toList();
        Values cursor = seen.and(met, waiting.isEmpty())
                .into(waiting.isEmpty() ? Values.of("validators", found.validators()) : Values.empty());
        if (taken.isEmpty()) {
            return CardData.unchanged().cursor(cursor);
        }
        CardData card = card(settings, taken, new GithubCard(settings).data(taken, found), found)
                .cursor(cursor);
        return waiting.isEmpty() ? card : card.notice(waiting.size() + " more new entries follow with the next run.");
    }

    private static CardData card(Values settings, List<Entry> entries, Values data, Found found) {
        CardData card = CardData.of(new GithubCard(settings).title(entries)).data(data);
        for (String notice : found.notices()) {
            card = card.notice(notice);
        }
        return found.isIncomplete()
                ? card.notice("GitHub's search ran out of time; some results may be missing.")
                : card;
    }

    private static List<Entry> first(List<Entry> entries, Values settings) {
        return entries.subList(0, (int) Math.min(entries.size(), settings.whole("count", 30)));
    }

    private static String hash(Values data) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(data.toJson().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
