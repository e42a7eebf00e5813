package org.symposium.handlers.mailchimp;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symposium.spi.Content;
import org.symposium.spi.model.Values;

/**
 * A campaign's mail: HTML and plain text, with the merge tags that its own footer has and no others. The footer ends the subscription ({@code *|UNSUB|*}) and tells the postal
 * address, as law and Mailchimp ask for; a template of Mailchimp's brings its own.
 */
final class Mail {
    /** From here on Gmail cuts a mail and hides the rest, the footer with it. */
    private static final int CUT_AT = 102 * 1024;

    private static final String UNSUBSCRIBE = "*|UNSUB|*";
    private static final String ADDRESS = "*|LIST:ADDRESS|*";

    private final Content content;
    private final Values settings;

    Mail(Content content, Values settings) {
        this.content = content;
        this.settings = settings;
    }

    /** The body of {@code PUT /campaigns/{id}/content}. */
    Map<String, Object> body() {
        return template()
                .<Map<String, Object>>map(id -> Map.of(
                        "template",
                        Map.of("id", id, "sections", Map.of(section(), MergeTags.harmlessHtml(content.html()))),
                        "plain_text",
                        text()))
                .orElseGet(() -> Map.of("html", html(), "plain_text", text()));
    }

    boolean isEmpty() {
        return content.markdown().isBlank() || content.html().isBlank();
    }

    /** The template of Mailchimp's that the content goes into, if there is one. */
    Optional<Long> template() {
        return settings.optionalText("template_id").map(Long::valueOf);
    }

    /** Whether Gmail will show a part of it only. Of what a template adds nothing is known. */
    boolean isCut() {
        return template().isEmpty() && html().getBytes(StandardCharsets.UTF_8).length > CUT_AT;
    }

    private String section() {
        return settings.text("template_section", "body");
    }

    private String html() {
        String html = MergeTags.harmlessHtml(content.mailHtml());
        int end = html.lastIndexOf("</body>");
        return html.substring(0, end) + footer() + html.substring(end);
    }

    private String text() {
        String own = ownFooter();
        return MergeTags.harmless(content.text()).stripTrailing() + "\n\n" + (own.isEmpty() ? "" : own + "\n\n")
                + unsubscribe() + ": " + UNSUBSCRIBE + "\n" + ADDRESS + "\n";
    }

    private String footer() {
        String own = ownFooter().lines().map(Mail::escaped).collect(Collectors.joining("<br>"));
        return """
                <div style="max-width:600px;margin:0 auto;padding:16px;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:1.5;color:#666666;text-align:center" dir="auto">
                %s<p style="margin:0"><a href="%s" style="color:#666666">%s</a> &middot; %s</p>
                </div>
                """.formatted(
                        own.isEmpty() ? "" : "<p style=\"margin:0 0 8px\">" + own + "</p>\n",
                        UNSUBSCRIBE,
                        escaped(unsubscribe()),
                        ADDRESS);
    }

    private String ownFooter() {
        return settings.text("footer", "").strip();
    }

    private String unsubscribe() {
        String label = settings.text("unsubscribe_label", "").strip();
        return label.isEmpty() ? "Unsubscribe" : label;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
