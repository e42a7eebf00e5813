package org.symposium.handlers.rss;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/**
 * RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1 as cards. Asks for changes only; an unchanged feed makes no card. With
 * {@code only_new}, a card holds the items that no earlier run has met: on the first run the newest ones, later all of them, over several runs if
 * they are more than {@code item_count}.
 */
public final class RssHandler implements SourceHandler {
    private static final IntegrationType TYPE = IntegrationType.read(RssHandler.class.getResourceAsStream("rss.json"));
    private static final long MAX_BYTES = 10 * 1024 * 1024;
    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
                    + "application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1";

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(Values settings) {
        String authority = settings.uri("url").getRawAuthority();
        return authority != null && authority.indexOf('@') >= 0
                ? List.of(new Violation(
                        "url",
                        "userinfo",
                        "must not hold a user name or password; enter them as the integration's credentials"))
                : List.of();
    }

    @Override
    public CardData execute(SourceRun run) {
        var before = new FeedCursor(run.cursor());
        if (run.settings().flag("keep_interval", true)) {
            Optional<Instant> later = before.waitsUntil(run.clock().instant());
            if (later.isPresent()) {
                return CardData.unchanged()
                        .notice("The feed wants to be read again at "
                                + later.get().truncatedTo(ChronoUnit.SECONDS)
                                + " at the earliest, so it was not asked.");
            }
        }
        HttpReply reply = run.http().send(call(run).unlessChanged(before.validators()));
        return withNewAddress(outcome(run, before, reply), reply);
    }

    @Override
    public String formatResponse(String title, Values data) {
        return FeedMarkdown.of(data);
    }

    /** Reads the feed, if the integration itself names one; otherwise its credentials have nothing to be tried on. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        if (!context.settings().has("url")) {
            return ConnectionCheck.untested();
        }
        HttpReply reply = context.http().send(call(context));
        Feed feed = read(reply);
        return ConnectionCheck.ok(
                context.settings().text("url"),
                titleOf(context, feed) + " (" + feed.items().size() + " items)");
    }

    private static CardData outcome(SourceRun run, FeedCursor before, HttpReply reply) {
        if (reply.notModified()) {
            return CardData.unchanged()
                    .cursor(before.after(reply)
                            .asked(reply, run.clock().instant())
                            .values());
        }
        String bodyHash = ItemIdentity.hash(reply.bytes());
        FeedCursor after = before.after(reply).withBody(bodyHash);
        if (before.hasBody(bodyHash)) {
            return CardData.unchanged()
                    .cursor(after.asked(reply, run.clock().instant()).values());
        }
        Feed first = read(reply);
        var pages =
                new FeedPages(run, page -> call(run, page), (int) run.settings().whole("max_pages", 1));
        FeedPages.Gathered gathered = pages.from(first, run.settings().uri("url"), reply.uri());
        CardData card = card(
                run,
                gathered.feed(),
                after.withHints(first.hints()).asked(reply, run.clock().instant()));
        return gathered.notice().map(card::notice).orElse(card);
    }

    private static CardData card(SourceRun run, Feed feed, FeedCursor after) {
        var identity = new ItemIdentity(feed.items());
        List<FeedItem> items =
                NewestFirst.order(identity.distinct(feed.items()), run.clock().instant());
        int most = (int) run.settings().whole("item_count", 20);
        if (run.settings().flag("only_new", false)) {
            return newItems(run, feed, identity, items, most, after);
        }
        return card(run, feed, identity, items.subList(0, Math.min(most, items.size())), after);
    }

    private static CardData card(
            SourceRun run, Feed feed, ItemIdentity identity, List<FeedItem> items, FeedCursor after) {
        Values data = new FeedCard(run, feed, identity).data(items);
        String cardHash = ItemIdentity.hash(FeedCard.withoutIds(data).toJson());
        Values cursor = after.withCard(cardHash).values();
        return after.hasCard(cardHash)
                ? CardData.unchanged().cursor(cursor)
                : CardData.of(titleOf(run, feed)).data(data).cursor(cursor);
    }

    private static CardData newItems(
            SourceRun run, Feed feed, ItemIdentity identity, List<FeedItem> items, int most, FeedCursor after) {
        SeenItems seen = after.seen();
        List<FeedItem> unseen = seen.unseen(items, identity);
        List<FeedItem> taken = unseen.subList(0, Math.min(most, unseen.size()));
        int left = seen.isAnything() ? unseen.size() - taken.size() : 0;
        // What is met is what the feed holds, but for the items that wait for the next run.
        Set<FeedItem> waiting = left == 0 ? Set.of() : Set.copyOf(unseen.subList(most, unseen.size()));
        List<FeedItem> met =
                items.stream().filter(item -> !waiting.contains(item)).toList();
        FeedCursor next = after.withSeen(seen.and(met, items, identity));
        if (taken.isEmpty()) {
            return CardData.unchanged().cursor(next.values());
        }
        CardData card = CardData.of(titleOf(run, feed)).data(new FeedCard(run, feed, identity).data(taken));
        return left == 0
                ? card.cursor(next.values())
                : card.cursor(next.withoutBody().values()).notice(left + " more new items follow with the next run.");
    }

    private static HttpCall call(HandlerContext context) {
        return call(context, context.settings().uri("url"));
    }

    private static HttpCall call(HandlerContext context, URI address) {
        HttpCall call = HttpCall.get(address).header("Accept", ACCEPT).maxBytes(MAX_BYTES);
        boolean isHome = WebAddress.isSameOrigin(address, context.settings().uri("url"));
        if (!isHome || !context.credentials().has("username")) {
            return call;
        }
        return context.credentials().has("password")
                ? call.basic("username", "password")
                : call.header("Authorization", Secret.of("username").map(RssHandler::basicWithoutPassword));
    }

    private static String basicWithoutPassword(String username) {
        return "Basic " + Base64.getEncoder().encodeToString((username + ":").getBytes(StandardCharsets.UTF_8));
    }

    private static Feed read(HttpReply reply) {
        return FeedReader.read(reply.bytes(), reply.header("Content-Type"), reply.uri());
    }

    private static String titleOf(HandlerContext context, Feed feed) {
        Values settings = context.settings();
        if (!settings.text("title", "").isBlank()) {
            return settings.text("title");
        }
        return feed.title().isEmpty() ? settings.uri("url").getRawAuthority() : feed.title();
    }

    private static CardData withNewAddress(CardData data, HttpReply reply) {
        return reply.movedTo()
                .map(address ->
                        data.notice("The feed has moved for good to " + address + "; change the source's url to it."))
                .orElse(data);
    }
}
