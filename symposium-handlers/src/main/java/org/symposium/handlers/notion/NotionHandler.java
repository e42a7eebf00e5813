package org.symposium.handlers.notion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * Pages and databases of <a href="https://developers.notion.com/reference/intro">Notion</a>, read, and made and updated. A database or page that did not change makes no
 * card.
 *
 * <p>Spec: <em>Bidirectional Integrations</em>, <em>Notion</em>.
 */
public final class NotionHandler implements SourceHandler, OutputHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(NotionHandler.class.getResourceAsStream("notion.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return NotionErrors.judge(reply);
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    /** Whose the token is: {@code GET /v1/users/me}. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        var me = new Members(context.http()
                .send(new NotionCalls(context).get("/v1/users/me"))
                .json());
        String id = me.id()
                .orElseThrow(() ->
                        new HandlerException(FailureKind.INVALID_RESPONSE, "Notion did not say whose the token is."));
        String name = me.text("name").orElse("Integration");
        return ConnectionCheck.ok(
                id,
                me.at("bot")
                        .text("workspace_name")
                        .map(workspace -> name + " (" + workspace + ")")
                        .orElse(name));
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        return switch (field.substring(field.indexOf('.') + 1)) {
            case "database" -> new Choices(context).databases(search);
            case "page" -> new Choices(context).pages(search);
            case "match_property", "sort" -> new Choices(context).properties(search);
            default -> List.of();
        };
    }

    @Override
    public CardData execute(SourceRun run) {
        CardData card = new SourceReading(run).card();
        String hash = hash(card);
        Values cursor = Values.of("card", hash);
        return hash.equals(run.cursor().text("card", "")) ? CardData.unchanged().cursor(cursor) : card.cursor(cursor);
    }

    @Override
    public String formatResponse(String title, Values data) {
        return PagesMarkdown.of(data);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return new PageDelivery(delivery).send();
    }

    private static String hash(CardData card) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(card.data().toJson().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
