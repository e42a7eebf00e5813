package org.symposium.core.internal.content;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symposium.spi.Span;

/** How text looks at a place in HTML, and where it leads. */
record HtmlStyle(Set<String> marks, Optional<URI> link) {
    static final HtmlStyle PLAIN = new HtmlStyle(Set.of(), Optional.empty());

    HtmlStyle with(String mark) {
        Set<String> more = new TreeSet<>(marks);
        more.add(mark);
        return new HtmlStyle(more, link);
    }

    HtmlStyle leadingTo(Optional<URI> target) {
        return new HtmlStyle(marks, target);
    }

    Span span(String text) {
        return new Span(text, marks, link);
    }
}
