package org.symposium.soak.canary;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.testkit.SecretSearch;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a host gets to see: each thing as text, as its own JSON, and as a JSON mapper that knows nothing of it writes it; of what was thrown the whole chain with its traces.
 * Thread-safe.
 */
final class Shown {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final List<String> found = new CopyOnWriteArrayList<>();
    private final Set<String> learnt = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Class<?>, Integer> types = new ConcurrentHashMap<>();

    /** What comes of a call, good or bad. */
    <T> Optional<T> by(String where, Callable<T> call) {
        try {
            T made = call.call();
            add(where, made);
            return Optional.of(made);
        } catch (Exception e) {
            add(where, e);
            return Optional.empty();
        }
    }

    void add(String where, @Nullable Object thing) {
        if (thing instanceof Optional<?> perhaps) {
            perhaps.ifPresent(value -> add(where, value));
        } else if (thing instanceof Collection<?> all) {
            all.forEach(each -> add(where, each));
        } else if (thing instanceof Map<?, ?> all) {
            all.values().forEach(each -> add(where, each));
        } else if (thing instanceof Throwable thrown) {
            addThrown(where, thrown);
        } else if (thing != null) {
            addThing(where, thing);
        }
    }

    void look(String where, String text) {
        SecretSearch.canaries().in(text).ifPresent(find -> found.add(where + ": " + find));
    }

    /** A secret that is no canary, since others made it: to be looked for in what is kept. */
    void learn(String secret) {
        learnt.add(secret);
    }

    /** Looks for canaries, and for what was learnt, in what is kept. */
    void lookIntoKept(String where, String text) {
        look(where, text);
        SecretSearch.of(learnt).in(text).ifPresent(find -> found.add(where + ": learnt, " + find));
    }

    int learnt() {
        return learnt.size();
    }

    List<String> found() {
        return found;
    }

    /** How often each type was looked at, by name. */
    String types() {
        var names = new TreeSet<String>();
        types.forEach((type, count) -> names.add(type.getSimpleName() + " " + count));
        return String.join(", ", names);
    }

    private void addThing(String where, Object thing) {
        types.merge(thing.getClass(), 1, Integer::sum);
        String what = where + ", " + thing.getClass().getSimpleName();
        look(what + " as text", thing.toString());
        look(what + " as JSON", json(thing));
        ownJson(thing).ifPresent(values -> look(what + " as its own JSON", values.toJson()));
        if (thing instanceof Record) {
            for (var component : thing.getClass().getRecordComponents()) {
                if (component.getAccessor().canAccess(thing)) {
                    add(what + "." + component.getName(), invoked(thing, component.getAccessor()));
                }
            }
        }
    }

    private void addThrown(String where, Throwable thrown) {
        types.merge(thrown.getClass(), 1, Integer::sum);
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        look(where + ", " + thrown.getClass().getSimpleName(), trace.toString());
        if (thrown instanceof HandlerException failed) {
            Verdict verdict = failed.verdict();
            look(
                    where + ", Verdict",
                    verdict + " " + verdict.message() + " " + verdict.suggestion() + " " + verdict.field());
        }
    }

    private static String json(Object thing) {
        try {
            return MAPPER.writeValueAsString(thing);
        } catch (JacksonException e) {
            return e.toString();
        }
    }

    private static Optional<Values> ownJson(Object thing) {
        try {
            return Optional.ofNullable((Values) invoked(thing, thing.getClass().getMethod("toValues")));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object invoked(Object thing, java.lang.reflect.Method method) {
        try {
            return method.invoke(thing);
        } catch (IllegalAccessException e) {
            return null; // not for hosts
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
