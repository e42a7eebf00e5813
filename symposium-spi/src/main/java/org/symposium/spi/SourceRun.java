package org.symposium.spi;

import org.symposium.spi.model.Values;

/** One run of a source. */
public interface SourceRun extends HandlerContext {
    /** What the last run left; empty on the first, on a refresh, and after settings or integration changed. */
    Values cursor();
}
