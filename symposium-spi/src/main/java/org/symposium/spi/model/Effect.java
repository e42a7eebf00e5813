package org.symposium.spi.model;

/** What a request does to its target. This one word decides retry, what is in doubt, and what a preview may send. */
public enum Effect {
    /** Changes nothing (GET, HEAD, or a POST that only asks). May be sent any time, also by a preview. */
    READ,
    /** Changes something, but twice is as good as once (PUT, DELETE, or a POST with an idempotency key that the service honours). */
    REPEATABLE,
    /** Changes something each time (POST, PATCH). Never sent again unless it certainly was not processed. */
    ONCE;

    /** The effect that a method has by RFC 9110: GET, HEAD and OPTIONS read; PUT and DELETE are repeatable; all others happen once. */
    public static Effect ofMethod(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> READ;
            case "PUT", "DELETE" -> REPEATABLE;
            default -> ONCE;
        };
    }
}
