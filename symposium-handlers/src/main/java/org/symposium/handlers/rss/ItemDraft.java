package org.symposium.handlers.rss;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An item while it is read: what it says, unresolved. Of several values for the same thing the first that says something counts. */
final class ItemDraft {
    private static final int MOST_CATEGORIES = 50;
    private static final int MOST_ENCLOSURES = 20;

    private record Attached(String url, String type, String length) {}

    private final @Nullable URI base;
    private final List<String> categories = new ArrayList<>();
    private final List<Attached> attachments = new ArrayList<>();
    private String id = "";
    private String title = "";
    private String link = "";
    private String permalink = "";
    private String author = "";
    private String summary = "";
    private String content = "";
    private Optional<Instant> publishedAt = Optional.empty();
    private Optional<Instant> updatedAt = Optional.empty();

    /**
     * An empty one.
     *
     * @param base its {@code xml:base}, if it has one
     */
    ItemDraft(@Nullable URI base) {
        this.base = base;
    }

    void id(String text) {
        id = first(id, text);
    }

    /** Plain text. */
    void title(String text) {
        title = first(title, HtmlText.line(text));
    }

    void link(String address) {
        link = first(link, address);
    }

    /** The address that was meant all along, where {@link #link} is a detour. */
    void originalLink(String address) {
        link = first(address.strip(), link);
    }

    /** An id that may be an address, too. */
    void permalink(String address) {
        permalink = first(permalink, address);
    }

    void author(String name) {
        author = first(author, HtmlText.line(name));
    }

    /** HTML. */
    void summary(String html) {
        summary = summary.isBlank() ? html : summary;
    }

    /** HTML. */
    void content(String html) {
        content = content.isBlank() ? html : content;
    }

    void published(String date) {
        publishedAt = publishedAt.or(() -> FeedDate.parse(date));
    }

    void updated(String date) {
        updatedAt = updatedAt.or(() -> FeedDate.parse(date));
    }

    void category(String name) {
        String line = HtmlText.line(name);
        if (!line.isEmpty() && categories.size() < MOST_CATEGORIES && !categories.contains(line)) {
            categories.add(line);
        }
    }

    void enclosure(String url, String type, String length) {
        if (attachments.size() < MOST_ENCLOSURES
                && attachments.stream().noneMatch(other -> other.url().equals(url))) {
            attachments.add(new Attached(url, type, length));
        }
    }

    /** Whether it says anything at all. */
    boolean isEmpty() {
        return id.isEmpty()
                && title.isEmpty()
                && link.isEmpty()
                && summary.isBlank()
                && content.isBlank()
                && attachments.isEmpty();
    }

    /**
     * The item, addresses made absolute.
     *
     * @param feedBase what they are relative to where the item says nothing
     * @param feedAuthor whose it is where the item says nothing
     */
    FeedItem finish(URI feedBase, String feedAuthor) {
        URI against = base == null ? feedBase : base;
        return new FeedItem(
                id,
                title,
                WebAddress.of(link, against).or(() -> WebAddress.absolute(permalink)),
                publishedAt,
                updatedAt,
                author.isEmpty() ? feedAuthor : author,
                summary,
                content,
                against,
                List.copyOf(categories),
                enclosures(against));
    }

    private List<Enclosure> enclosures(URI against) {
        var enclosures = new ArrayList<Enclosure>();
        for (Attached attached : attachments) {
            WebAddress.of(attached.url(), against)
                    .ifPresent(url -> enclosures.add(new Enclosure(
                            url, attached.type().strip().toLowerCase(Locale.ROOT), length(attached.length()))));
        }
        return List.copyOf(enclosures);
    }

    /** Feeds write 0 or nonsense where they do not know. */
    private static OptionalLong length(String text) {
        String digits = text.strip();
        boolean number =
                !digits.isEmpty() && digits.length() <= 15 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long length = number ? Long.parseLong(digits) : 0;
        return length > 0 ? OptionalLong.of(length) : OptionalLong.empty();
    }

    private static String first(String known, String offered) {
        return known.isEmpty() ? offered.strip() : known;
    }
}
