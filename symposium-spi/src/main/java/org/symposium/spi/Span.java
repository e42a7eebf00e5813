package org.symposium.spi;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A run of text with the same marks. Neighbours in a block differ in marks or link; a link whose label has several marks is several spans with an equal
 * {@code link}.
 *
 * @param text the text; as shown, not escaped; a hard line break is {@code "\n"}, a soft one a blank
 * @param marks of {@code strong}, {@code emphasis}, {@code strikethrough}, {@code code}, {@code image} (the text is its description)
 * @param link where it leads, or the image's address; http, https or mailto only
 */
public record Span(String text, Set<String> marks, Optional<URI> link) {
    /** Copies the marks. */
    public Span {
        marks = Set.copyOf(marks);
    }
}
