package org.symposium.spi.model;

import java.util.List;
import java.util.Optional;

/**
 * The choices that a service knows for a field. Holds no secret.
 *
 * @param options as the service names them, at most 1,000
 * @param failure why there are none
 */
public record OptionsResult(List<Option> options, Optional<RunResult.Failure> failure) {
    /** Copies the list. */
    public OptionsResult {
        options = List.copyOf(options);
    }
}
