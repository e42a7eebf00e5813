package org.symposium.handlers.discord;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * What a reply means. Errors have a code, which says more than the status: <a
 * href="https://docs.discord.com/developers/topics/opcodes-and-status-codes#json">JSON Error Codes</a>. Waits are seconds with decimals: <a
 * href="https://docs.discord.com/developers/topics/rate-limits">Rate Limits</a>.
 */
final class DiscordErrors {
    private static final int MOST = 300;
    private static final double LONGEST_WAIT_SECONDS = 7 * 24 * 3_600.0;
    private static final double MILLIS = 1_000;
    private static final String NEW_WEBHOOK =
            "Make a new webhook in the channel's settings, and enter its address in the integration's credentials.";
    private static final String THREAD = "Open the thread again, or choose another one in the output's settings.";

    /** Codes whose kind or remedy the status does not tell. */
    private static final Map<Long, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(
                    10_003L,
                    Meaning.of(FailureKind.TARGET_GONE, "Choose another thread or channel; this one is gone.")),
            Map.entry(10_008L, Meaning.of(FailureKind.TARGET_GONE, "What the message belongs to is gone.")),
            Map.entry(10_015L, Meaning.of(FailureKind.TARGET_GONE, NEW_WEBHOOK)),
            Map.entry(20_028L, Meaning.of(FailureKind.RATE_LIMITED, "Deliver to this channel less often.")),
            Map.entry(20_029L, Meaning.of(FailureKind.RATE_LIMITED, "Deliver to this server less often.")),
            Map.entry(40_062L, Meaning.of(FailureKind.RATE_LIMITED, "Deliver less often.")),
            Map.entry(
                    40_067L,
                    Meaning.of(
                            FailureKind.INVALID_REQUEST, "The forum wants tags: name one in the output's settings.")),
            Map.entry(50_001L, Meaning.of(FailureKind.FORBIDDEN, NEW_WEBHOOK)),
            Map.entry(50_013L, Meaning.of(FailureKind.FORBIDDEN, NEW_WEBHOOK)),
            Map.entry(50_027L, Meaning.of(FailureKind.AUTHENTICATION, NEW_WEBHOOK)),
            Map.entry(50_083L, Meaning.of(FailureKind.TARGET_GONE, THREAD)),
            Map.entry(160_005L, Meaning.of(FailureKind.TARGET_GONE, THREAD)),
            Map.entry(
                    200_000L,
                    Meaning.of(FailureKind.INVALID_REQUEST, "AutoMod of the server does not let these words through.")),
            Map.entry(
                    200_001L,
                    Meaning.of(FailureKind.INVALID_REQUEST, "AutoMod of the server does not let this name through.")),
            Map.entry(
                    220_001L,
                    Meaning.of(
                            FailureKind.INVALID_REQUEST,
                            "The webhook's channel is a forum: name a thread in the output's settings, or let each delivery begin a post.")),
            Map.entry(
                    220_002L,
                    Meaning.of(
                            FailureKind.INVALID_REQUEST,
                            "Either name a thread or let each delivery begin a post, not both.")),
            Map.entry(
                    220_003L,
                    Meaning.of(
                            FailureKind.INVALID_REQUEST,
                            "Only in a forum a delivery can begin a post: switch that off in the output's settings.")),
            Map.entry(
                    220_004L,
                    Meaning.of(
                            FailureKind.FORBIDDEN, "Webhooks of this kind can't post to a forum; make another one.")),
            Map.entry(
                    240_000L,
                    Meaning.of(
                            FailureKind.INVALID_REQUEST,
                            "Discord holds a link for harmful; leave it out of the content.")));

    private DiscordErrors() {}

    /** What a code means, where the status does not say it. */
    private record Meaning(FailureKind kind, String remedy) {
        static Meaning of(FailureKind kind, String remedy) {
            return new Meaning(kind, remedy);
        }
    }

    static Verdict judge(HttpReply reply) {
        Verdict byStatus = reply.byStatus();
        Optional<JsonNode> body = byStatus.isOk() ? Optional.empty() : reply.jsonIfAny();
        return body.filter(JsonNode::isObject)
                .map(answer -> withWait(refused(byStatus, answer), answer))
                .orElse(byStatus);
    }

    private static Verdict refused(Verdict byStatus, JsonNode answer) {
        String said = said(answer);
        Meaning meaning = MEANINGS.get(code(answer));
        if (meaning == null) {
            return said.isEmpty() ? byStatus : byStatus.because(said);
        }
        Verdict verdict = Verdict.failed(meaning.kind(), said.isEmpty() ? byStatus.message() : said)
                .suggest(meaning.remedy());
        verdict = byStatus.waitFor().map(verdict::retryAfter).orElse(verdict);
        return meaning.kind() == FailureKind.AUTHENTICATION ? verdict.atField(Webhook.URL) : verdict;
    }

    private static String said(JsonNode answer) {
        String words = new Members(answer).text("message").orElse("").strip();
        String faults = FormFaults.of(answer.path("errors"));
        String both = faults.isEmpty() ? words : words.isEmpty() ? faults : words + ": " + faults;
        long code = code(answer);
        String text = TextPieces.shortened(both.replaceAll("\\s+", " "), MOST).replaceFirst("\\.$", "");
        return text.isEmpty() ? "" : "Discord answered: " + text + (code > 0 ? " (" + code + ")." : ".");
    }

    private static long code(JsonNode answer) {
        JsonNode code = answer.path("code");
        return code.isInt() ? code.asInt(0) : 0;
    }

    /** The body's wait counts before the header's, which is rounded to whole seconds. */
    private static Verdict withWait(Verdict verdict, JsonNode answer) {
        JsonNode wait = answer.path("retry_after");
        if (verdict.kind() != FailureKind.RATE_LIMITED || !wait.isNumber()) {
            return verdict;
        }
        double seconds = wait.asDouble(-1);
        return seconds >= 0
                ? verdict.retryAfter(
                        Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST_WAIT_SECONDS) * MILLIS)))
                : verdict;
    }
}
