package org.symposium.handlers.mailchimp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symposium.core.Engine;
import org.symposium.core.OutputDraft;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

/** Mailchimp's handler in a real engine, and a service on loopback that answers as Mailchimp does, but for what a test wants otherwise. */
final class MailchimpStage implements AutoCloseable {
    static final String KEY = "0123456789abcdef0123456789abcdef-us21";

    private final FakeService service = FakeService.start();
    private final Map<String, Reply> otherwise = new LinkedHashMap<>();
    private final Engine engine = Engine.builder()
            .handler(new MailchimpHandler())
            .allowAddresses("127.0.0.0/8", "::1/128")
            .baseUrl("mailchimp", service.uri(""))
            .build();
    private final OwnerView ada = engine.forOwner("ada");
    private final String integration = ada.integrations()
            .create("mailchimp", "Mine", Credentials.of("api_key", KEY))
            .id();

    MailchimpStage() {
        service.answer(this::answer);
    }

    OwnerView ada() {
        return ada;
    }

    String integration() {
        return integration;
    }

    /** Answers this to a method and path from now on. */
    MailchimpStage on(String call, Reply reply) {
        otherwise.put(call, reply);
        return this;
    }

    /** Answers as Mailchimp again. */
    void recovers() {
        otherwise.clear();
    }

    /** A card with this Markdown, and an output to the one audience. */
    String output(String markdown, Values settings) {
        ada.cards().create("The card's title", markdown, Values.empty(), List.of());
        return output(Values.of("list_id", "a1b2c3d4e5").with(settings));
    }

    /** An output with these settings. */
    String output(Values settings) {
        return ada.outputs()
                .create(integration, "News", Settings.of(settings.asMap()), "{{#cards}}{{{content}}}{{/cards}}")
                .id();
    }

    void subject(String output, String template) {
        ada.outputs().update(output, (OutputDraft draft) -> draft.subject(template));
    }

    RunResult deliver(String output) {
        return ada.deliver(output);
    }

    /** What was asked: methods and paths, without queries. */
    List<String> asked() {
        return service.requests().stream().map(MailchimpStage::call).toList();
    }

    /** The body of the last call of this method and path. */
    Values body(String call) {
        var bodies = new ArrayList<Values>();
        requests(call).forEach(request -> bodies.add(Values.fromJson(request.body())));
        return bodies.get(bodies.size() - 1);
    }

    List<Request> requests(String call) {
        return service.requests().stream()
                .filter(request -> call(request).equals(call))
                .toList();
    }

    private Reply answer(Request request) {
        Reply other = otherwise.get(call(request));
        return other == null ? MailchimpFake.answer(service.requests()) : other;
    }

    private static String call(Request request) {
        return request.method() + " " + request.path().replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        engine.close();
        service.close();
    }
}
