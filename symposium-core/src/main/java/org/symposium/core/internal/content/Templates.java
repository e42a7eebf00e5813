package org.symposium.core.internal.content;

import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.spi.model.InvalidInputException;

/** Templates by their source, so that a run compiles none that was compiled before. Bounded by the length of the sources it holds. For any thread. */
public final class Templates {
    private static final long MOST_CHARACTERS = 4L * 1024 * 1024;
    private static final int OVERHEAD = 256;

    private final BoundedCache<Key, Template> cache =
            new BoundedCache<>(MOST_CHARACTERS, (key, template) -> key.source().length() + OVERHEAD);

    /**
     * The template of this source.
     *
     * @throws InvalidInputException as {@link Template#compile}; a template that is refused is not kept
     */
    public Template get(String field, String source) {
        if (source.length() > TemplateLimits.SOURCE) {
            return Template.compile(field, source);
        }
        return cache.get(new Key(field, source), key -> Template.compile(key.field(), key.source()));
    }

    private record Key(String field, String source) {}
}
