package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Values;

/**
 * Calls that are looked at one after the other as if they were sent, and are not: what would be refused before it is sent is refused here, too. Used by one thread.
 *
 * <p>A part of an address may be what an earlier call would have given, and stands as {@code ‹step.path›}; where the address as a whole hangs on it, it is shown as it
 * stands, and not looked at.
 */
public final class Rehearsal {
    private static final String BEGIN = "\u2039";
    private static final String END = "\u203A";

    private final Check check;
    private final CallView view;
    private final LimitOutlook outlook;

    Rehearsal(Check check, CallView view, LimitOutlook outlook) {
        this.check = check;
        this.view = view;
        this.outlook = outlook;
    }

    /** All that is done to a call before it takes a permit. */
    @FunctionalInterface
    interface Check {
        WebAddress ready(HttpCall call, String idempotencyKey);
    }

    /**
     * A call that was looked at.
     *
     * @param shown {@code method}, {@code url}, {@code headers}, {@code body}, without secrets
     * @param waitTime how long from now a rate limit would keep it, if all before it were sent as soon as they may
     */
    public record Looked(Values shown, Duration waitTime) {}

    /** What the receipt of a step that was not done stands as. */
    public static String placeholder(String step, String path) {
        return BEGIN + step + "." + path + END;
    }

    /**
     * Looks at the next call.
     *
     * @throws org.symposium.spi.model.HandlerException as {@link RoadCalls#perform} would throw before it sends anything
     */
    public Looked look(HttpCall call, String idempotencyKey) {
        Optional<String> unknown = call.uri().map(Object::toString).filter(Rehearsal::hasPlaceholder);
        if (unknown.isPresent()) {
            Duration wait = outlook.next(call, Optional.empty());
            return new Looked(shown(view.shownAt(call, unknown.get()), call, idempotencyKey), wait);
        }
        WebAddress address = check.ready(call, idempotencyKey);
        return new Looked(shown(view.shown(call), call, idempotencyKey), outlook.next(call, Optional.of(address)));
    }

    private static Values shown(Values shown, HttpCall call, String key) {
        Values readable = shown.with("url", readable(shown.text("url")));
        if (call.idempotencyHeader().isEmpty()) {
            return readable;
        }
        var headers = new LinkedHashMap<>(readable.object("headers").asMap());
        headers.put(call.idempotencyHeader(), key);
        return readable.with("headers", headers);
    }

    private static boolean hasPlaceholder(String address) {
        return readable(address).contains(BEGIN);
    }

    private static String readable(String address) {
        return address.replace("%E2%80%B9", BEGIN).replace("%E2%80%BA", END);
    }
}
