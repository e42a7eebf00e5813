package org.symposium.handlers.discord;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Block;
import org.symposium.spi.Span;
import org.symposium.spi.model.Values;

/** A delivery's subject as the first heading of what it sends. */
record Subject(String subject) implements Block {
    @Override
    public String kind() {
        return "heading";
    }

    @Override
    public Values attributes() {
        return Values.of("level", 1);
    }

    @Override
    public List<Span> spans() {
        return List.of(new Span(subject, Set.of(), Optional.empty()));
    }

    @Override
    public List<Block> children() {
        return List.of();
    }
}
