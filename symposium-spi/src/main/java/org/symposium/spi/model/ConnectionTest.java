package org.symposium.spi.model;

import java.util.Locale;

/**
 * What trying a type's credentials takes, as its definition declares it ({@code "connection_test"}). Only a {@link #FREE} test is ever made by the engine itself: on
 * rotation, on enabling, on the health schedule. One that costs or posts is made when a user asks for it and not otherwise.
 */
public enum ConnectionTest {
    /** Reads something that costs nothing and that nobody else sees. The default. */
    FREE,
    /** Uses up something of the user's: money, or a scarce allowance. */
    COSTS,
    /** Leaves something that others see, such as a message in a channel. Its calls may have effects. */
    POSTS,
    /** Can't be done: the handler is not asked. */
    NONE;

    /** The word in JSON, such as {@code free}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
