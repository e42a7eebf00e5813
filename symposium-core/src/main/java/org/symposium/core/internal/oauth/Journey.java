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
 * @param insists whether a user waits for it: then a service is asked also while it is left alone for its failures
 */
public record Journey(Integration integration, Masks masks, Cancellation cancellation, String executionId, boolean insists) {}
