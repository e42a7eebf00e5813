package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.OptionsResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService.Reply;

/**
 * What every handler must hold to. Extend it beside a handler: it runs the handler in a real engine against a {@link FakeService}. Four methods are enough:
 *
 * <pre>{@code
 * class BuoySourceContractTest extends HandlerContract {
 *     @Override protected Handler handler() { return new BuoySource(); }
 *     @Override protected Settings settings(FakeService service) { return Settings.of("station", "41001"); }
 *     @Override protected Credentials credentials() { return Credentials.of("api_key", CANARY); }
 *     @Override protected Reply goodAnswer(FakeService.Request request) { return Reply.json("{\"wave\": {\"height\": 1.5}}"); }
 * }
 * }</pre>
 *
 * <p>Of a good answer that is JSON the contract makes the bad ones by itself: web pages, nothing, half of it, nulls, gaps, other types. What only the author knows is
 * how the service says no: name each documented error in {@link #refusals}, and correct {@link #kindsByStatus} where a status means something else. A service with
 * pages says how they go on in {@link #nextPage}. Where several requests make one run, {@link #goodAnswer} looks at the request's path.
 */
public abstract class HandlerContract {
    /** Use it in credentials, or one of {@link Canary}'s own: they must turn up nowhere but in requests. */
    protected static final String CANARY = Canary.of("contract", "secret");

    private Stage stage;

    /** A new handler, or the same one. */
    protected abstract Handler handler();

    /** The handler that runs against this service. Override it where the type's definition holds addresses to run against. Default: {@link #handler()}. */
    protected Handler handler(FakeService service) {
        return handler();
    }

    /** Settings with which a run succeeds against the service. */
    protected abstract Settings settings(FakeService service);

    /** Credentials with which a run succeeds; hold {@link #CANARY} where a value may be anything. Default: none. */
    protected Credentials credentials() {
        return Credentials.none();
    }

    /** As {@link #credentials()}, for credentials that name the service, such as a webhook's address. Asked anew for each integration. */
    protected Credentials credentials(FakeService service) {
        return credentials();
    }

    /** What the service answers when all is well. */
    protected abstract Reply goodAnswer(FakeService.Request request);

    /** What must come of an answer: kinds by status. Override for services whose statuses mean something else. */
    protected Map<Integer, FailureKind> kindsByStatus() {
        var kinds = new LinkedHashMap<Integer, FailureKind>();
        kinds.put(400, FailureKind.INVALID_REQUEST);
        kinds.put(401, FailureKind.AUTHENTICATION);
        kinds.put(403, FailureKind.FORBIDDEN);
        kinds.put(404, FailureKind.TARGET_GONE);
        kinds.put(410, FailureKind.TARGET_GONE);
        kinds.put(422, FailureKind.INVALID_REQUEST);
        kinds.put(429, FailureKind.RATE_LIMITED);
        kinds.put(500, FailureKind.SERVER_ERROR);
        kinds.put(502, FailureKind.SERVER_ERROR);
        kinds.put(503, FailureKind.SERVER_ERROR);
        return kinds;
    }

    /** The errors that the service documents, in their true shapes, each with what must come of it. Default: none beyond {@link #kindsByStatus}. */
    protected List<Refusal> refusals() {
        return List.of();
    }

    /** What must come of an answer that ends within its JSON. Override where the service is known to break off when it fails. Default: INVALID_RESPONSE. */
    protected FailureKind kindOfHalfAnAnswer() {
        return FailureKind.INVALID_RESPONSE;
    }

    /** A good answer that says there is another page, at an address that was not asked before. Default: by a {@code Link} header (RFC 8288). */
    protected Reply nextPage(FakeService.Request request, URI another) {
        return goodAnswer(request).header("Link", "<" + another + ">; rel=\"next\"");
    }

    /** How many requests one run may send at most, however many pages the service says there are. */
    protected int mostRequests() {
        return 20;
    }

    /** Opens a service and an engine with nothing but this handler and stores in memory. */
    @BeforeEach
    void open() {
        stage = new Stage(this::handler, this::settings, this::credentials);
        stage.service().answer(this::goodAnswer);
    }

    /** Closes both. */
    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void it_is_found_by_the_service_loader() {
        Class<?> type = handler().getClass();

        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("the class is public")
                .isTrue();
        assertThat(ServiceLoader.load(Handler.class).stream().map(ServiceLoader.Provider::type))
                .as(
                        "META-INF/services/org.symposium.spi.Handler names it; with a module-info, 'provides' must name it too")
                .anyMatch(type::equals);
    }

    @Test
    void its_type_is_complete() {
        TypeCompleteness.check(handler());
    }

    @Test
    void a_run_succeeds_and_is_logged() {
        RunResult result = stage.run();

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.log(result).status()).isEqualTo(Status.SUCCESS);
        assertThat(stage.service().requests()).isNotEmpty();
    }

    @Test
    void a_secret_turns_up_nowhere_but_in_requests() {
        var told = new ArrayList<String>();
        List<String> logged =
                LogLines.during(Set.of("org.symposium", handler().getClass().getPackageName()), () -> {
                    told.addAll(stage.told(stage.run()));
                    for (Function<FakeService.Request, Reply> echo : Echo.answers(this::goodAnswer)) {
                        stage.service().answer(echo);
                        told.addAll(stage.told(stage.run()));
                        told.add(stage.test().toString());
                    }
                });
        told.addAll(stage.events());

        told.forEach(text -> SecretSearch.canaries().check("what is told", text));
        logged.forEach(line -> SecretSearch.canaries().check("a line of the log", line));
    }

    @Test
    void stored_data_gives_the_stored_content_again_anywhere_and_any_number_of_times() {
        Card card = stored();
        Values read = Values.fromJson(card.data().toJson());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone(tag.equals("en-US") ? "UTC" : "Pacific/Apia"));
                for (int time = 0; time < 2; time++) {
                    assertThat(((SourceHandler) handler()).formatResponse(card.title(), read))
                            .as("in %s", tag)
                            .isEqualTo(card.content());
                }
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(read).as("the data is as it was").isEqualTo(card.data());
    }

    @TestFactory
    Stream<DynamicTest> every_status_is_of_its_kind() {
        return kindsByStatus().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + " is " + entry.getValue().word(), () -> {
                            stage.service()
                                    .answer(Reply.of(
                                            entry.getKey(),
                                            "text/html",
                                            "<html><body>" + entry.getKey() + "</body></html>"));
                            assertThat(stage.assertFailure(stage.run(), entry.getValue())
                                            .suggestion())
                                    .as("what to do")
                                    .isNotBlank();
                        }));
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_is_of_its_kind_and_says_what_to_do() {
        return refusals().stream()
                .map(refusal -> DynamicTest.dynamicTest(refusal.name(), () -> {
                    stage.service().answer(refusal.reply());
                    RunResult.Failure failure = stage.assertFailure(stage.run(), refusal.kind());
                    assertThat(failure.suggestion()).as("what to do").isNotBlank();
                    assertThat(failure.message() + " " + failure.suggestion())
                            .satisfies(said -> refusal.words()
                                    .forEach(word -> assertThat(said).containsIgnoringCase(word)));
                }));
    }

    @Test
    void a_service_that_asks_for_patience_is_left_alone() {
        assumeThat(kindsByStatus()).containsEntry(429, FailureKind.RATE_LIMITED);
        String id = stage.create();
        stage.service().answer(Reply.of(429, "text/plain", "slow down").header("Retry-After", "3600"));
        stage.assertFailure(stage.run(id), FailureKind.RATE_LIMITED);
        stage.service().forget();

        assertThat(stage.run(id).status()).isEqualTo(Status.DELAYED);
        assertThat(stage.service().requests()).isEmpty();
    }

    @Test
    void an_answer_that_breaks_off_is_a_failure_of_the_network() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        stage.service().answer(request -> goodAnswer(request).brokenOff());

        stage.assertFailure(stage.run(), FailureKind.NETWORK);
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        stage.service().answer(request -> goodAnswer(request).neverEnding());

        stage.assertFailure(stage.run(), FailureKind.INVALID_RESPONSE);
    }

    @Test
    void pages_without_end_are_read_to_a_bound() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        stage.service().answer(request -> nextPage(request, stage.nextAddress(request)));

        RunResult result = stage.run();
        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(stage.service().requests()).hasSizeLessThanOrEqualTo(mostRequests());
    }

    @Test
    void an_answer_of_another_form_is_an_invalid_response() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        for (Reply reply : List.of(
                Reply.of(200, "text/html", "<!DOCTYPE html><html><body>Maintenance</body></html>"),
                Reply.of(200, "application/json", ""))) {
            stage.service().answer(reply);
            stage.assertFailure(stage.run(), FailureKind.INVALID_RESPONSE);
        }
        stage.service().answer(Reply.of(200, "application/json", "{\"a\":"));
        stage.assertFailure(stage.run(), kindOfHalfAnAnswer());
    }

    @Test
    void members_that_nobody_knows_change_nothing() {
        Card card = stored();
        stage.service().answer(request -> bent(goodAnswer(request), BentJson.stranger()));

        assertThat(stage.run().card().orElseThrow().content()).isEqualTo(card.content());
    }

    @TestFactory
    Stream<DynamicTest> odd_json_is_read_as_far_as_it_goes_or_an_invalid_response() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        stage.run();
        List<Reply> answers = stage.service().requests().stream()
                .map(this::goodAnswer)
                .filter(Reply::isJson)
                .toList();
        return BentJson.of(answers.stream().map(Reply::body).toList()).stream()
                .map(bend -> DynamicTest.dynamicTest(bend.name(), () -> {
                    stage.service().answer(request -> bent(goodAnswer(request), bend));
                    RunResult result = stage.assertNoFault(stage.run());
                    result.card().ifPresent(card -> assertThat(card.content()).doesNotContain("null"));
                }));
    }

    @Test
    void a_connection_that_is_tested_is_told_from_one_that_is_refused() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        ConnectionResult good = stage.test();
        stage.service().answer(Reply.of(401, "text/html", "<html><body>no</body></html>"));
        ConnectionResult bad = stage.test();

        assertThat(good.outcome()).as("%s", good.failure()).isNotEqualTo(ConnectionOutcome.INVALID);
        assertThat(bad.isValid()).isFalse();
        assertThat(bad.outcome() == ConnectionOutcome.INVALID)
                .as("%s", bad.failure())
                .isEqualTo(good.isValid());
    }

    @Test
    void choices_for_a_field_are_offered_or_it_is_told_why_not() {
        handler().type().sourceSchema().fields().forEach(field -> {
            OptionsResult options = stage.options("source_schema." + field.name());
            assertThat(options.failure().map(RunResult.Failure::kind))
                    .as(field.name())
                    .isEmpty();
            SecretSearch.canaries().check(field.name(), options.toString());
        });
    }

    private Card stored() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        return stage.stored(stage.run());
    }

    private static Reply bent(Reply reply, BentJson.Bend bend) {
        return reply.isJson() ? reply.body(bend.of(reply.body())) : reply;
    }
}
