/**
 * How a handler talks to its service: it describes a call, the engine sends it. Address check, rate limit, deadline, retry, size cap and masking
 * happen on that one road, so a handler holds no client, retry, sleep or secret.
 */
@NullMarked
package org.symposium.spi.http;

import org.jspecify.annotations.NullMarked;
