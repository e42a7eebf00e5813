package org.symposium.soak.canary;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.symposium.core.OwnerView;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Schema;
import org.symposium.testkit.Canary;

/** Credentials that are canaries, and settings, for a type of which nothing is known but its schemas. */
final class Samples {
    private final IntegrationType type;
    private final URI service;

    Samples(IntegrationType type, URI service) {
        this.type = type;
        this.service = service;
    }

    /**
     * Sets of credentials that have a canary in each field for secrets: all the oddest that the type takes, and all in the form that placeholders show.
     *
     * @param kind tells canaries of one field from each other
     */
    List<Credentials> credentials(OwnerView owner, String kind) {
        var all = new ArrayList<Credentials>();
        all.addAll(credentials(owner, field -> secrets(field, kind, false)));
        if (type.authSchema().fields().stream().anyMatch(Samples::hasForm)) {
            all.addAll(credentials(owner, field -> secrets(field, kind, true)));
        }
        return all;
    }

    private List<Credentials> credentials(OwnerView owner, Function<Field, List<Object>> candidates) {
        List<Field> fields = type.authSchema().fields();
        var left = new HashSet<String>();
        fields.stream().filter(Field::isSecret).map(Field::name).forEach(left::add);
        var all = new ArrayList<Credentials>();
        while (all.isEmpty() || !left.isEmpty()) {
            Set<String> first = all.isEmpty() ? names(fields) : Set.copyOf(left);
            Map<String, Object> fitting = new Fitting(fields, first, candidates)
                    .by(values -> owner.integrations()
                            .delete(owner.integrations()
                                    .create(type.name(), "Fitting", credentials(values))
                                    .id()));
            all.add(credentials(fitting));
            if (!left.removeAll(fitting.keySet()) && !left.isEmpty()) {
                throw new AssertionError(type.name() + " takes no canary in " + left);
            }
        }
        return all;
    }

    /** Settings that a source or an output of the type takes. */
    Map<String, Object> settings(Schema schema, Consumer<Map<String, Object>> trial) {
        return new Fitting(schema.fields(), Set.of(), this::values).by(trial);
    }

    private static Credentials credentials(Map<String, Object> values) {
        Credentials credentials = Credentials.none();
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            credentials = credentials.with(entry.getKey(), (String) entry.getValue());
        }
        return credentials;
    }

    private static Set<String> names(List<Field> fields) {
        var names = new HashSet<String>();
        fields.forEach(field -> names.add(field.name()));
        return names;
    }

    private static boolean hasForm(Field field) {
        return !field.type().equals("url")
                && field.definition().text("placeholder", "").contains("…");
    }

    private List<Object> secrets(Field field, String kind, boolean formFirst) {
        String plain = Canary.plain(type.name(), field.name() + kind);
        var all = new ArrayList<Object>(List.of(odd(field, kind)));
        field.options().stream().map(Option::value).forEach(all::add);
        if (hasForm(field)) {
            all.add(
                    formFirst ? 0 : all.size(),
                    field.definition().text("placeholder").replace("…", plain));
        }
        all.add(plain);
        all.add(service + "/" + plain);
        return all;
    }

    private Object odd(Field field, String kind) {
        String odd = Canary.of(type.name(), field.name() + kind);
        String plain = Canary.plain(type.name(), field.name() + kind);
        return switch (field.type()) {
            case "url" -> service + path(field).replace("…", plain);
            case "email" -> plain + "@example.org";
            case "textarea" -> Canary.wide(type.name(), field.name() + kind);
            case "object" -> Json.write(Map.of("X-Canary", odd));
            case "list", "multiselect" -> Json.write(List.of(odd));
            case "number" -> "1";
            case "boolean" -> "true";
            default -> odd;
        };
    }

    /** The path of the address that a placeholder shows: it may say what an address is of. */
    private static String path(Field field) {
        String path = field.definition().text("placeholder", "").replaceFirst("^https?://[^/]+", "");
        return path.contains("…") ? path : "/…";
    }

    private List<Object> values(Field field) {
        var all = new ArrayList<Object>();
        Object byDefault = field.definition().at("default");
        if (byDefault != null) {
            all.add(byDefault);
        }
        field.options().stream().map(Option::value).forEach(all::add);
        switch (field.type()) {
            case "url" -> all.add(service + "/place");
            case "email" -> all.add("ada@example.org");
            case "number" -> all.add(1);
            case "boolean" -> all.add(true);
            case "date" -> all.add("2026-01-31");
            case "multiselect" -> all.add(List.of("a"));
            case "list" -> all.add(List.of(values(field.items()).get(0)));
            case "object" -> all.add(object(field));
            default -> all.addAll(texts(field));
        }
        return all;
    }

    private Map<String, Object> object(Field field) {
        var object = new LinkedHashMap<String, Object>();
        field.fields().stream()
                .filter(Field::required)
                .forEach(part -> object.put(part.name(), values(part).get(0)));
        return object.isEmpty() ? Map.of("Name", "a") : object;
    }

    /** An example that a person reads, and the kinds of names and ids that services have. */
    private List<String> texts(Field field) {
        return List.of(
                field.definition().text("placeholder", "a"),
                "a",
                "US",
                "owner/name",
                "ada@example.org",
                "123456789012345678",
                "0123456789abcdef0123456789abcdef",
                service + "/place");
    }
}
