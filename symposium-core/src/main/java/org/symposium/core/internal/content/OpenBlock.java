package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.content.TemplatePart.Kind;

/** A section of a template whose closing tag has not come yet. */
final class OpenBlock {
    private final TemplateTag tag;
    private final Kind kind;
    private final @Nullable TemplatePath path;
    private final boolean inverted;
    private final boolean chained;
    private final String closing;
    private final List<TemplatePart> body = new ArrayList<>();
    private final List<TemplatePart> otherwise = new ArrayList<>();
    private boolean hasOtherwise;

    /**
     * A section that was opened.
     *
     * @param path what it depends on; {@code null} if that was refused
     * @param inverted whether its body is for what is false
     * @param chained whether it is an {@code else if}, which ends with the section before it
     * @param closing what its closing tag says
     */
    OpenBlock(
            TemplateTag tag,
            Kind kind,
            @Nullable TemplatePath path,
            boolean inverted,
            boolean chained,
            String closing) {
        this.tag = tag;
        this.kind = kind;
        this.path = path;
        this.inverted = inverted;
        this.chained = chained;
        this.closing = closing;
    }

    TemplateTag tag() {
        return tag;
    }

    boolean chained() {
        return chained;
    }

    boolean closedBy(String text) {
        return !chained && closing.equals(text);
    }

    boolean hasOtherwise() {
        return hasOtherwise;
    }

    void startOtherwise() {
        hasOtherwise = true;
    }

    List<TemplatePart> parts() {
        return hasOtherwise ? otherwise : body;
    }

    Optional<TemplatePart> part() {
        if (path == null) {
            return Optional.empty();
        }
        List<TemplatePart> ifTrue = List.copyOf(inverted ? otherwise : body);
        List<TemplatePart> ifFalse = List.copyOf(inverted ? body : otherwise);
        return Optional.of(new TemplatePart.Block(kind, path, ifTrue, ifFalse));
    }
}
