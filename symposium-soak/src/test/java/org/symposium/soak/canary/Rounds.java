package org.symposium.soak.canary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.core.AuditFilter;
import org.symposium.core.DeliveryFilter;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Rotation;
import org.symposium.core.Settings;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

/** All that can be done with one type, with each indiscreet answer of its service. Each round has an integration of its own, since some of them end it. */
final class Rounds {
    private static final String TEMPLATE = "{{#cards}}## {{title}}\n\n{{{content}}}\n{{/cards}}";
    private static final int PAGE = 100;

    private final OwnerView owner;
    private final IntegrationType type;
    private final EchoServer service;
    private final Shown shown;
    private final Samples samples;
    private Map<String, Object> sourceSettings = Map.of();
    private Map<String, Object> outputSettings = Map.of();

    Rounds(Engine engine, IntegrationType type, EchoServer service, Shown shown) {
        this.owner = engine.forOwner("owner of " + type.name());
        this.type = type;
        this.service = service;
        this.shown = shown;
        this.samples = new Samples(type, service.uri(""));
    }

    /** Those of these answers. */
    void run(Predicate<EchoCase> some) {
        service.answer(EchoCase.GOOD_OBJECT);
        List<Credentials> all = samples.credentials(owner, "");
        List<Credentials> others = samples.credentials(owner, " anew");
        for (EchoCase each : EchoCase.values()) {
            service.answer(each);
            if (!some.test(each)) {
                continue;
            }
            for (int set = 0; set < all.size(); set++) {
                if (each.isFor(set, all.size())) {
                    round(each, all.get(set), others.get(set));
                }
            }
        }
        lists(type.name());
    }

    private void round(EchoCase each, Credentials credentials, Credentials others) {
        String where = type.name() + " " + each;
        IntegrationView view = shown.by(
                        where + " create", () -> owner.integrations().create(type.name(), "Canary", credentials))
                .orElseThrow();
        shown.add(where + " credentials", credentials);
        shown.by(
                where + " create tested",
                () -> owner.integrations().createTested(type.name(), "Canary", credentials, Settings.none()));
        shown.by(where + " test", () -> owner.integrations().test(view.id()));
        if (each.isTriedWithAll()) {
            options(where, view.id(), "source_schema", type.sourceSchema());
            options(where, view.id(), "output_schema", type.outputSchema());
        }
        use(where, view.id());
        Rotation rotation = Rotation.to(others);
        shown.add(where + " rotation", rotation);
        shown.by(where + " rotate", () -> owner.integrations().rotate(view.id(), rotation));
        shown.by(where + " rotate", () -> owner.integrations().rotate(view.id(), rotation.untested()));
        shown.by(where + " enable", () -> owner.integrations().enable(view.id()));
        shown.by(where + " revoke", () -> owner.integrations().revoke(view.id()));
    }

    /** Fetches and delivers by an integration. */
    void use(String where, String id) {
        if (!type.sourceSchema().fields().isEmpty()) {
            fetch(where, id);
        }
        if (!type.outputSchema().fields().isEmpty()) {
            send(where, id);
        }
        shown.by(where + " limits", () -> owner.integrations().limits(id));
    }

    private void options(String where, String id, String name, Schema schema) {
        for (Field field : schema.fields()) {
            shown.by(where + " options", () -> owner.integrations().options(id, name + "." + field.name(), "a"));
        }
    }

    private void fetch(String where, String id) {
        if (sourceSettings.isEmpty()) {
            sourceSettings = samples.settings(
                    type.sourceSchema(),
                    values -> owner.sources()
                            .delete(owner.sources()
                                    .create(id, "Fitting", Settings.of(values))
                                    .id()));
        }
        String source = shown.by(
                        where + " source", () -> owner.sources().create(id, "Canary", Settings.of(sourceSettings)))
                .orElseThrow()
                .id();
        Optional<Card> card =
                shown.by(where + " execute", () -> owner.execute(source)).flatMap(result -> result.card());
        card.ifPresent(made -> {
            shown.by(where + " refresh", () -> owner.refresh(made.id()));
            shown.by(where + " reformat", () -> owner.reformat(made.id()));
            shown.by(where + " history", () -> owner.cards().history(made.id()));
        });
    }

    private void send(String where, String id) {
        owner.cards().create("First", "Some *content*", Values.of("n", 1), List.of("a"));
        if (outputSettings.isEmpty()) {
            outputSettings = samples.settings(
                    type.outputSchema(),
                    values -> owner.outputs()
                            .delete(owner.outputs()
                                    .create(id, "Fitting", Settings.of(values), TEMPLATE)
                                    .id()));
        }
        String output = shown.by(
                        where + " output",
                        () -> owner.outputs().create(id, "Canary", Settings.of(outputSettings), TEMPLATE))
                .orElseThrow()
                .id();
        shown.by(where + " preview", () -> owner.preview(output));
        shown.by(where + " deliver", () -> owner.deliver(output));
        if (type.supportsTestDelivery()) {
            shown.by(where + " test delivery", () -> owner.deliverTest(output, "ada@example.org"));
        }
    }

    /** What is kept of it all. */
    private void lists(String where) {
        shown.by(where + " integrations", () -> owner.integrations().list());
        shown.by(where + " sources", () -> owner.sources().list());
        shown.by(where + " outputs", () -> owner.outputs().list());
        shown.by(where + " cards", () -> owner.cards().latest(PAGE));
        shown.by(where + " executions", () -> owner.executions().latest(PAGE));
        shown.by(where + " deliveries", () -> owner.deliveries().list(DeliveryFilter.all(), PAGE));
        shown.by(where + " audit", () -> owner.audit().latest(AuditFilter.all(), PAGE));
        shown.by(where + " runs", () -> owner.runs().list(PAGE));
    }
}
