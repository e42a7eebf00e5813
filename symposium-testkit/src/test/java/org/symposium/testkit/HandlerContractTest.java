package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.testkit.FakeService.Reply;

/** What the contract lets pass, and what it does not. */
class HandlerContractTest {
    private static final HttpCall CALL = HttpCall.get("/waves").bearer("api_key");

    @Test
    void a_handler_without_fault_passes() {
        var contract = new Tried(new Sea());

        assertPasses(contract, HandlerContract::its_type_is_complete);
        assertPasses(contract, HandlerContract::a_run_succeeds_and_is_logged);
        assertPasses(contract, HandlerContract::a_secret_turns_up_nowhere_but_in_requests);
        assertPasses(
                contract, HandlerContract::stored_data_gives_the_stored_content_again_anywhere_and_any_number_of_times);
        assertPasses(contract, HandlerContract::a_service_that_asks_for_patience_is_left_alone);
        assertPasses(contract, HandlerContract::an_answer_that_breaks_off_is_a_failure_of_the_network);
        assertPasses(contract, HandlerContract::an_answer_without_end_is_not_read_to_its_end);
        assertPasses(contract, HandlerContract::pages_without_end_are_read_to_a_bound);
        assertPasses(contract, HandlerContract::an_answer_of_another_form_is_an_invalid_response);
        assertPasses(contract, HandlerContract::members_that_nobody_knows_change_nothing);
        assertPasses(contract, tried -> all(tried.odd_json_is_read_as_far_as_it_goes_or_an_invalid_response()));
        assertPasses(contract, tried -> all(tried.every_status_is_of_its_kind()));
    }

    @Test
    void a_secret_in_a_log_is_found() {
        var handler = new Sea();
        handler.fetch = run -> {
            org.slf4j.LoggerFactory.getLogger(Sea.class)
                    .debug("the key is {}", run.credentials().reveal("api_key"));
            return run.http().send(CALL);
        };

        assertFails(handler, HandlerContract::a_secret_turns_up_nowhere_but_in_requests, "a line of the log");
    }

    @Test
    void content_that_hangs_on_more_than_title_and_data_is_found() {
        var count = new AtomicInteger();
        var counting = new Sea();
        counting.format = (title, data) -> data.number("height") + " m, " + count.incrementAndGet();
        var local = new Sea();
        local.format =
                (title, data) -> String.format("%d m", data.number("height").intValue());

        assertFails(
                counting,
                HandlerContract::stored_data_gives_the_stored_content_again_anywhere_and_any_number_of_times,
                "in en-US");
        assertFails(
                local,
                HandlerContract::stored_data_gives_the_stored_content_again_anywhere_and_any_number_of_times,
                "in ar-EG");
    }

    @Test
    void a_handler_that_follows_pages_for_ever_is_found() {
        var handler = new Sea();
        handler.fetch = run -> {
            HttpReply reply = run.http().send(CALL);
            for (int page = 0; page < 30 && reply.link("next").isPresent(); page++) {
                reply = run.http().send(HttpCall.get(reply.link("next").get()).bearer("api_key"));
            }
            return reply;
        };

        assertFails(handler, HandlerContract::pages_without_end_are_read_to_a_bound, "20");
    }

    @Test
    void a_handler_that_stumbles_over_odd_json_is_found() {
        var stumbling = new Sea();
        stumbling.read = reply -> {
            Object height = Values.fromJson(reply.text()).at("height");
            return new java.math.BigDecimal(height.toString());
        };
        var naive = new Sea();
        naive.format = (title, data) -> data.at("height") + " m";
        naive.read = reply -> Values.fromJson(reply.text()).at("height");

        assertFails(
                stumbling, tried -> all(tried.odd_json_is_read_as_far_as_it_goes_or_an_invalid_response()), "INTERNAL");
        assertFails(naive, tried -> all(tried.odd_json_is_read_as_far_as_it_goes_or_an_invalid_response()), "null");
    }

    @Test
    void a_refusal_that_is_taken_for_another_kind_or_says_too_little_is_found() {
        var handler = new Sea();
        Reply no = Reply.of(403, "application/json", "{\"code\": \"expired\"}");

        assertFails(
                new Tried(handler, Refusal.of("the key has expired", no, FailureKind.AUTHENTICATION)),
                tried -> all(tried.every_refusal_is_of_its_kind_and_says_what_to_do()),
                "FORBIDDEN");
        assertFails(
                new Tried(
                        handler,
                        Refusal.of("a missing right", no, FailureKind.FORBIDDEN).saying("write:waves")),
                tried -> all(tried.every_refusal_is_of_its_kind_and_says_what_to_do()),
                "write:waves");
        handler.verdict = reply -> reply.byStatus().isOk()
                ? reply.byStatus()
                : Verdict.failed(reply.byStatus().kind(), "No.");
        assertFails(
                new Tried(handler, Refusal.of("a missing right", no, FailureKind.FORBIDDEN)),
                tried -> all(tried.every_refusal_is_of_its_kind_and_says_what_to_do()),
                "what to do");
    }

    @Test
    void a_type_that_lacks_something_is_found() {
        for (String lacking : List.of("description", "icon", "version", "documentation_url", "display_name")) {
            var handler = new Sea();
            handler.type = IntegrationType.of(handler.type.toValues().without(lacking));
            assertThatThrownBy(() -> TypeCompleteness.check(handler))
                    .as(lacking)
                    .isInstanceOfAny(AssertionError.class, RuntimeException.class);
        }
        var mute = new Sea();
        mute.type = IntegrationType.of(mute.type
                .toValues()
                .with("source_schema", Map.of("fields", List.of(Map.of("name", "where", "label", "Where")))));
        assertThatThrownBy(() -> TypeCompleteness.check(mute)).hasMessageContaining("help of where");
    }

    @Test
    void a_default_that_is_no_option_is_found() {
        var handler = new Sea();
        var unit = Map.of(
                "name",
                "unit",
                "type",
                "select",
                "label",
                "Unit of height",
                "help",
                "How heights are told.",
                "default",
                "yard",
                "options",
                List.of(Map.of("value", "m", "label", "Metres")));
        handler.type =
                IntegrationType.of(handler.type.toValues().with("source_schema", Map.of("fields", List.of(unit))));

        assertThatThrownBy(() -> TypeCompleteness.check(handler)).hasMessageContaining("yard");
    }

    private static void assertPasses(HandlerContract contract, Consumer<HandlerContract> test) {
        assertThatCode(() -> within(contract, test)).doesNotThrowAnyException();
    }

    private static void assertFails(Sea handler, Consumer<HandlerContract> test, String word) {
        assertFails(new Tried(handler), test, word);
    }

    private static void assertFails(HandlerContract contract, Consumer<HandlerContract> test, String word) {
        ThrowingCallable call = () -> within(contract, test);
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessageContaining(word);
    }

    private static void within(HandlerContract contract, Consumer<HandlerContract> test) {
        contract.open();
        try {
            test.accept(contract);
        } finally {
            contract.close();
        }
    }

    private static void all(java.util.stream.Stream<org.junit.jupiter.api.DynamicTest> tests) {
        tests.forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The contract as a subclass of it would be run. */
    private static final class Tried extends HandlerContract {
        private final Sea handler;
        private final List<Refusal> refusals;

        private Tried(Sea handler, Refusal... refusals) {
            this.handler = handler;
            this.refusals = List.of(refusals);
        }

        @Override
        protected Handler handler() {
            return handler;
        }

        @Override
        protected Settings settings(FakeService service) {
            return Settings.of("place", "Biscay");
        }

        @Override
        protected Credentials credentials() {
            return Credentials.of("api_key", CANARY);
        }

        @Override
        protected Reply goodAnswer(FakeService.Request request) {
            return request.header("Authorization").equals(Optional.of("Bearer " + CANARY))
                    ? Reply.json("{\"height\": 1.5, \"unit\": \"m\"}")
                    : Reply.of(401, "text/plain", "no");
        }

        @Override
        protected List<Refusal> refusals() {
            return refusals;
        }
    }

    /** A source whose parts a test replaces with bad ones. */
    static final class Sea implements SourceHandler {
        private IntegrationType type = IntegrationType.of(Values.of("name", "sea")
                .with("display_name", "The sea")
                .with("category", "source")
                .with("description", "How high the waves are")
                .with("icon", "🌊")
                .with("documentation_url", "https://sea.example/api")
                .with("version", "1.0.0")
                .with("base_url", URI.create("https://sea.example").toString())
                .with("handler_module", Sea.class.getName())
                .with("capabilities", Values.of("rate_limit_per_minute", 60))
                .with("auth_schema", Map.of("fields", List.of(field("api_key", "password", "API key"))))
                .with("source_schema", Map.of("fields", List.of(field("place", "text", "Where")))));
        private Function<SourceRun, HttpReply> fetch = run -> run.http().send(CALL);
        private Function<HttpReply, Object> read =
                reply -> reply.json().path("height").decimalValue();
        private BiFunction<String, Values, String> format = (title, data) -> data.number("height") + " m";
        private Function<HttpReply, Verdict> verdict = HttpReply::byStatus;

        private static Map<String, Object> field(String name, String type, String label) {
            return Map.of("name", name, "type", type, "label", label, "help", "See the chart.", "required", true);
        }

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public Verdict judge(HttpReply reply) {
            return verdict.apply(reply);
        }

        @Override
        public CardData execute(SourceRun run) {
            return CardData.of("Waves").data("height", read.apply(fetch.apply(run)));
        }

        @Override
        public String formatResponse(String title, Values data) {
            return format.apply(title, data);
        }
    }
}
