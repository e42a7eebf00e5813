package org.symposium.core.internal.oauth;

import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.spi.model.Integration;

/**
 * The work that a call to a token service is a part of.
 *
 * @param integration whose tokens they are; may be one that is not stored
 * @param masks of the work: gets every token and secret
 * @param cancellation stops the call with the work
 */
public record Journey(Integration integration, Masks masks, Cancellation cancellation, String executionId) {}
