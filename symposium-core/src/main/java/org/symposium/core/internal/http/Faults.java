package org.symposium.core.internal.http;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** What went wrong on the wire, in words for users. What the libraries say about it is kept behind it, masked. */
final class Faults {
    private static final String TRY_LATER = "Try again later.";
    private static final String PROXY = "Whoever runs this program must look at its egress proxy.";

    private final TimeLimit limit;
    private final Masks masks;

    Faults(TimeLimit limit, Masks masks) {
        this.limit = limit;
        this.masks = masks;
    }

    /** The failure of a request that got no answer we can take. In doubt if it may have been sent and changes something. */
    HandlerException of(Unanswered unanswered, String host, Effect effect) {
        Exception cause = unanswered.why();
        Verdict verdict = verdict(cause, host);
        boolean inDoubt = unanswered.mayHaveBeenSent() && effect != Effect.READ;
        return new HandlerException(inDoubt ? verdict.perhapsDone() : verdict, masks.cover(cause));
    }

    private Verdict verdict(Throwable cause, String host) {
        if (limit.cancellation().isCancelled()) {
            return Verdict.failed(
                    FailureKind.CANCELLED, limit.cancellation().reason().orElse("The run was stopped."));
        }
        if (cause instanceof RoadClosed) {
            return Verdict.failed(FailureKind.CANCELLED, "The engine was closed.");
        }
        if (cause instanceof InterruptedException) {
            return Verdict.failed(FailureKind.CANCELLED, "The run's thread was interrupted.");
        }
        if (limit.isOver()) {
            return network(host + " did not answer within " + time() + ".", TRY_LATER);
        }
        if (cause instanceof ProxyFailed proxy) {
            return Verdict.failed(proxy.kind(), host + " " + proxy.getMessage() + ".")
                    .suggest(PROXY);
        }
        if (cause instanceof BadAnswer bad) {
            return Verdict.failed(bad.kind(), host + " " + bad.getMessage() + ".");
        }
        return isBeforeSending(cause) ? unreached(cause, host) : broken(cause, host);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof AddressRefused
                || cause instanceof UnknownHostException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedIOException;
    }

    private static Verdict unreached(Throwable cause, String host) {
        if (cause instanceof AddressRefused refused) {
            return Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            host + " is not an address in the public internet (" + refused.kind()
                                    + "), and was not connected to.")
                    .suggest("Use a public address; if this one is right, whoever runs this program must allow it.");
        }
        if (cause instanceof UnknownHostException) {
            return network(
                    "The name " + host + " was not found.", "Check the address; if it is right, try again later.");
        }
        if (cause instanceof SSLPeerUnverifiedException || cause instanceof javax.net.ssl.SSLHandshakeException) {
            return network(
                    "The certificate of " + host + " is not valid for it, or no secure connection could be agreed on.",
                    "Check the address; if it is right, whoever runs it must repair its certificate.");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return network(
                    host + " did not accept a connection.", "Check the address; if it is right, try again later.");
        }
        return network(
                cause instanceof SSLException
                        ? "The secure connection to " + host + " broke."
                        : host + " could not be connected to in time.",
                TRY_LATER);
    }

    private static Verdict broken(Throwable cause, String host) {
        boolean odd = cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof RuntimeException;
        if (odd) {
            return Verdict.failed(FailureKind.INVALID_RESPONSE, host + " sent an answer that is not valid HTTP.")
                    .suggest("Check the address; this may not be a web server.");
        }
        return network("The connection to " + host + " broke off.", TRY_LATER);
    }

    private static Verdict network(String message, String suggestion) {
        return Verdict.failed(FailureKind.NETWORK, message).suggest(suggestion);
    }

    private String time() {
        long millis = limit.total().toMillis();
        return millis % 1000 == 0 ? counted(millis / 1000, "second") : counted(millis, "millisecond");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
