package org.symposium.core.internal.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that names are looked for in.
 *
 * @param value the value
 * @param index its place in the list, from 0; -1 outside of a loop
 * @param size of the list
 * @param key its name, when the loop is over a map
 * @param run the rendering that it belongs to
 */
record TemplateScope(
        @Nullable Object value,
        int index,
        int size,
        @Nullable String key,
        TemplateOutput run) {
    /** The whole of a template's values. */
    static TemplateScope outermost(Object values, TemplateOutput run) {
        return new TemplateScope(values, -1, 0, null, run);
    }

    static TemplateScope innermostOf(List<Object> scopes) {
        return (TemplateScope) scopes.get(scopes.size() - 1);
    }

    TemplateScope within(@Nullable Object inner) {
        return new TemplateScope(TemplateValues.plain(inner), -1, 0, null, run);
    }

    TemplateScope turn(@Nullable Object item, int turn, int turns, @Nullable String name) {
        return new TemplateScope(TemplateValues.plain(item), turn, turns, name, run);
    }

    boolean isLoop() {
        return index >= 0;
    }

    @Nullable
    Object loopValue(String name) {
        return switch (name) {
            case "@index" -> index;
            case "@first" -> index == 0;
            case "@last" -> index == size - 1;
            default -> key == null ? (Object) index : key;
        };
    }
}
