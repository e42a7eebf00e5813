package org.symposium.handlers.airtable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.OutputHandlerContract;

/** Records that are made, that are made or updated, and that are updated. */
class AirtableDeliveriesTest {
    @Nested
    class Create extends Deliveries {
        @Override
        protected Settings settings(FakeService service) {
            return table().with("mode", "create");
        }
    }

    @Nested
    class Upsert extends Deliveries {
        @Override
        protected Settings settings(FakeService service) {
            return table().with("mode", "upsert").with("merge_on", List.of("Number"));
        }
    }

    @Nested
    class Update extends Deliveries {
        @Override
        protected Settings settings(FakeService service) {
            return table().with("mode", "update").with("record_id", "rec0000000000000{{data.n}}");
        }
    }

    abstract static class Deliveries extends OutputHandlerContract {
        @Override
        protected OutputHandler handler() {
            return new AirtableHandler();
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("token", "patTOKEN.s3cret-0f-ada");
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return Reply.json("{\"records\": [{\"id\": \"rec00000000000001\", \"createdTime\":"
                    + " \"2026-01-31T09:00:00.000Z\", \"fields\": {}}, {\"id\": \"rec00000000000002\"}, {\"id\":"
                    + " \"rec00000000000003\"}], \"createdRecords\": [\"rec00000000000001\"], \"updatedRecords\":"
                    + " [\"rec00000000000002\", \"rec00000000000003\"]}");
        }

        static Settings table() {
            return Settings.of("base_id", "appXXXXXXXXXXXXXX")
                    .with("table", "tblXXXXXXXXXXXXXX")
                    .with(
                            "fields",
                            List.of(
                                    Map.of("field", "Name", "value", "{{title}}"),
                                    Map.of("field", "Number", "value", "{{data.n}}"),
                                    Map.of("field", "Notes", "value", "{{{content}}}", "type", "rich_text"),
                                    Map.of("field", "Tags", "value", "{{tags}}", "type", "list")));
        }
    }
}
