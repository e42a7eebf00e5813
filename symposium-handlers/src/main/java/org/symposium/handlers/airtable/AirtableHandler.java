package org.symposium.handlers.airtable;

import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
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
import tools.jackson.databind.JsonNode;

/**
 * Records of <a href="https://airtable.com/developers/web/api/introduction">Airtable</a>: as a source a table's records, all or the new ones; as an output a record of
 * each card, made or updated, with a template for each field. With a personal access token, or by OAuth.
 */
public final class AirtableHandler implements SourceHandler, OutputHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(AirtableHandler.class.getResourceAsStream("airtable.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return AirtableErrors.judge(reply);
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    @Override
    public CardData execute(SourceRun run) {
        return new RecordReading(run).read();
    }

    @Override
    public String formatResponse(String title, Values data) {
        return RecordsMarkdown.of(data);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return new RecordWriting(delivery).write(Drafts.of(delivery));
    }

    /** Whose the token is, which every token may ask. Whether it may see a base is told when it is first used. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        JsonNode user = context.http()
                .send(HttpCall.get("/meta/whoami").bearer("token"))
                .json();
        String id = user.path("id").isString() ? user.path("id").asString("") : "";
        if (id.isBlank()) {
            throw new HandlerException(FailureKind.INVALID_RESPONSE, "Airtable did not say whose the token is.");
        }
        String email = user.path("email").isString() ? user.path("email").asString("") : "";
        return ConnectionCheck.ok(id, email.isBlank() ? id : email);
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        var choices = new Choices(context, search);
        boolean isToBeWritten = field.startsWith("output_schema.");
        return switch (field.substring(field.indexOf('.') + 1)) {
            case "base_id" -> choices.bases();
            case "table" -> choices.tables();
            case "view" -> choices.views();
            case "fields", "sort", "merge_on" -> choices.fields(isToBeWritten);
            default -> List.of();
        };
    }
}
