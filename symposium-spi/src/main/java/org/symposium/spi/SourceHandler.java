package org.symposium.spi;

import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Values;

/** Fetches and makes cards. Spec: <em>Handler Interface, For Source Integrations</em>. */
public interface SourceHandler extends Handler {
    /** Fetches. The content is made of what it gives by {@link #formatResponse}. */
    CardData execute(SourceRun run);

    /**
     * A card's content, Markdown, of its title and data alone: no clock, no network, no settings. The same again for stored data.
     */
    String formatResponse(String title, Values data);
}
