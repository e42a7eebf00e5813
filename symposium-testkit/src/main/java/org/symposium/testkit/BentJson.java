package org.symposium.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Json;

/**
 * The odd forms in which services send a JSON answer one day: nulls, gaps, numbers as text and text as numbers, emptied lists, one place at a time and all at
 * once. A place in a list stands for that place in all its items.
 */
final class BentJson {
    private static final String ANY = "*";

    private BentJson() {}

    /**
     * One odd form.
     *
     * @param name what is odd about it
     */
    record Bend(String name, UnaryOperator<@Nullable Object> change) {
        String of(String json) {
            return Json.write(change.apply(Json.read(json)));
        }
    }

    /** All odd forms of the answers that make one run, which are bent together; each form once, and none that leaves them as they are. */
    static List<Bend> of(List<String> answers) {
        var forms = new HashSet<List<String>>();
        forms.add(answers.stream().map(json -> Json.write(Json.read(json))).toList());
        return answers.stream()
                .flatMap(json -> of(json).stream())
                .filter(bend -> forms.add(answers.stream().map(bend::of).toList()))
                .toList();
    }

    private static List<Bend> of(String json) {
        var bends = new ArrayList<Bend>();
        for (Object whole : List.of(Map.of(), List.of(), "text", 0L, true)) {
            bends.add(new Bend("the whole is " + Json.write(whole), tree -> whole));
        }
        bends.add(new Bend("the whole is null", tree -> null));
        bends.add(new Bend("all values are null", BentJson::withoutValues));
        for (List<String> path : places(Json.read(json))) {
            String name = String.join(".", path);
            bends.add(at(path, name + " is null", old -> null));
            bends.add(new Bend(name + " is missing", tree -> without(tree, path)));
            bends.add(at(path, name + " is of another type", BentJson::otherType));
            bends.add(at(path, name + " is empty", BentJson::emptied));
        }
        return bends;
    }

    /** With a member more in each object, which no reader knows. */
    static Bend stranger() {
        return new Bend("there are unknown members", BentJson::withStrangers);
    }

    private static Bend at(List<String> path, String name, UnaryOperator<@Nullable Object> change) {
        return new Bend(name, tree -> changed(tree, path, change));
    }

    private static Set<List<String>> places(@Nullable Object tree) {
        var places = new LinkedHashSet<List<String>>();
        collect(tree, List.of(), places);
        return places;
    }

    private static void collect(@Nullable Object tree, List<String> here, Set<List<String>> places) {
        if (tree instanceof Map<?, ?> object) {
            object.forEach((name, value) -> step(value, here, String.valueOf(name), places));
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> step(item, here, ANY, places));
        }
    }

    private static void step(@Nullable Object value, List<String> here, String name, Set<List<String>> places) {
        var path = new ArrayList<>(here);
        path.add(name);
        places.add(List.copyOf(path));
        collect(value, path, places);
    }

    private static @Nullable Object changed(
            @Nullable Object tree, List<String> path, UnaryOperator<@Nullable Object> change) {
        if (path.isEmpty()) {
            return change.apply(tree);
        }
        List<String> rest = path.subList(1, path.size());
        if (tree instanceof List<?> list && path.get(0).equals(ANY)) {
            return each(list, item -> changed(item, rest, change));
        }
        if (tree instanceof Map<?, ?> object && object.containsKey(path.get(0))) {
            var copy = new LinkedHashMap<Object, @Nullable Object>(object);
            copy.put(path.get(0), changed(object.get(path.get(0)), rest, change));
            return copy;
        }
        return tree;
    }

    private static @Nullable Object without(@Nullable Object tree, List<String> path) {
        String last = path.get(path.size() - 1);
        return changed(tree, path.subList(0, path.size() - 1), parent -> {
            if (parent instanceof Map<?, ?> object) {
                var copy = new LinkedHashMap<Object, @Nullable Object>(object);
                copy.remove(last);
                return copy;
            }
            return parent instanceof List<?> ? List.of() : parent;
        });
    }

    private static @Nullable Object otherType(@Nullable Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof String ? 17L : "text";
    }

    private static @Nullable Object emptied(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return Map.of();
        }
        return value instanceof List<?> ? List.of() : value instanceof String ? "" : value;
    }

    private static @Nullable Object withoutValues(@Nullable Object tree) {
        if (tree instanceof List<?> list) {
            return each(list, BentJson::withoutValues);
        }
        if (tree instanceof Map<?, ?> object) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            object.forEach((name, value) -> copy.put(name, withoutValues(value)));
            return copy;
        }
        return null;
    }

    private static @Nullable Object withStrangers(@Nullable Object tree) {
        if (tree instanceof List<?> list) {
            return each(list, BentJson::withStrangers);
        }
        if (tree instanceof Map<?, ?> object) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            object.forEach((name, value) -> copy.put(name, withStrangers(value)));
            copy.put("zz_unknown", Map.of("of", List.of("no", "interest")));
            return copy;
        }
        return tree;
    }

    private static List<@Nullable Object> each(List<?> list, UnaryOperator<@Nullable Object> change) {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(change.apply(item)));
        return copy;
    }
}
