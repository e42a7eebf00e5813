package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

class FaultsTest {
    private static final String HOST = "api.test";
    private static final String LATER = "Try again later.";
    private static final String ADDRESS = "Check the address; if it is right, try again later.";
    private static final String CERTIFICATE =
            "The certificate of api.test is not valid for it, or no secure connection could be agreed on.";
    private static final String REPAIR =
            "Check the address; if it is right, whoever runs it must repair its certificate.";
    private static final String PUBLIC =
            "Use a public address; if this one is right, whoever runs this program must allow it.";
    private static final String PROXY = "Whoever runs this program must look at its egress proxy.";

    private final Masks masks = new Masks();
    private final Cancellation cancellation = Cancellation.unlimited();

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        new AddressRefused(HOST, "loopback"),
                        FailureKind.MISCONFIGURED,
                        "api.test is not an address in the public internet (loopback), and was not connected to.",
                        PUBLIC),
                fault(new UnknownHostException(HOST), FailureKind.NETWORK, "The name api.test was not found.", ADDRESS),
                fault(new SSLPeerUnverifiedException("x"), FailureKind.NETWORK, CERTIFICATE, REPAIR),
                fault(new SSLHandshakeException("x"), FailureKind.NETWORK, CERTIFICATE, REPAIR),
                fault(new ConnectException("x"), FailureKind.NETWORK, "api.test did not accept a connection.", ADDRESS),
                fault(
                        new NoRouteToHostException("x"),
                        FailureKind.NETWORK,
                        "api.test did not accept a connection.",
                        ADDRESS),
                fault(new SSLException("x"), FailureKind.NETWORK, "The secure connection to api.test broke.", LATER),
                fault(
                        new TimeoutException("x"),
                        FailureKind.NETWORK,
                        "api.test could not be connected to in time.",
                        LATER),
                fault(
                        new SocketTimeoutException("x"),
                        FailureKind.NETWORK,
                        "api.test could not be connected to in time.",
                        LATER),
                fault(
                        new InterruptedIOException("x"),
                        FailureKind.NETWORK,
                        "api.test could not be connected to in time.",
                        LATER),
                fault(
                        new SocketException("reset"),
                        FailureKind.NETWORK,
                        "The connection to api.test broke off.",
                        LATER),
                fault(new IOException("x"), FailureKind.NETWORK, "The connection to api.test broke off.", LATER),
                fault(
                        new NoHttpResponseException("x"),
                        FailureKind.NETWORK,
                        "The connection to api.test broke off.",
                        LATER),
                fault(
                        new ConnectionClosedException("x"),
                        FailureKind.NETWORK,
                        "The connection to api.test broke off.",
                        LATER),
                fault(
                        new MalformedChunkCodingException("x"),
                        FailureKind.NETWORK,
                        "The connection to api.test broke off.",
                        LATER),
                odd(new ProtocolException("x")),
                odd(new ParseException("x")),
                odd(new MessageConstraintException("x")),
                odd(new IllegalArgumentException("x")),
                fault(
                        new BadAnswer(FailureKind.INVALID_RESPONSE, "sent nonsense"),
                        FailureKind.INVALID_RESPONSE,
                        "api.test sent nonsense.",
                        ""),
                fault(
                        new BadAnswer(FailureKind.NETWORK, "sent half of it"),
                        FailureKind.NETWORK,
                        "api.test sent half of it.",
                        ""),
                fault(
                        new ProxyFailed(FailureKind.MISCONFIGURED, "was not reached"),
                        FailureKind.MISCONFIGURED,
                        "api.test was not reached.",
                        PROXY),
                fault(new RoadClosed(), FailureKind.CANCELLED, "The engine was closed.", ""),
                fault(new InterruptedException(), FailureKind.CANCELLED, "The run's thread was interrupted.", ""));
    }

    private static Arguments odd(Exception cause) {
        return fault(
                cause,
                FailureKind.INVALID_RESPONSE,
                "api.test sent an answer that is not valid HTTP.",
                "Check the address; this may not be a web server.");
    }

    private static Arguments fault(Exception cause, FailureKind kind, String message, String suggestion) {
        return Arguments.of(cause, kind, message, suggestion);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_has_its_kind_and_says_in_users_words_what_it_was(
            Exception cause, FailureKind kind, String message, String suggestion) {
        Verdict verdict = of(cause, Duration.ofSeconds(30)).verdict();

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.message()).isEqualTo(message);
        assertThat(verdict.suggestion()).isEqualTo(suggestion);
        assertThat(verdict.isPerhapsDone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 millisecond",
        "2, 2 milliseconds",
        "999, 999 milliseconds",
        "1000, 1 second",
        "1001, 1001 milliseconds",
        "2000, 2 seconds",
        "60000, 60 seconds"
    })
    void a_call_that_took_too_long_says_how_long_it_may_take(long millis, String shown) {
        var failure = new Faults(over(Duration.ofMillis(millis)), masks)
                .of(new Unanswered(new IOException(), true), HOST, Effect.READ);

        assertThat(failure).hasMessage("api.test did not answer within " + shown + ".");
        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void what_ends_at_its_time_is_no_fault_of_the_connection() {
        var failure = new Faults(over(Duration.ofSeconds(1)), masks)
                .of(new Unanswered(new ConnectException("x"), false), HOST, Effect.ONCE);

        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(failure.verdict().suggestion()).isEqualTo(LATER);
        assertThat(failure.getMessage()).contains("did not answer within 1 second.");
    }

    @Test
    void a_run_that_was_stopped_says_why_whatever_broke_by_it() {
        cancellation.cancel("The user stopped it.");

        Verdict verdict =
                of(new SocketException("closed"), Duration.ofSeconds(30)).verdict();

        assertThat(verdict.kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(verdict.message()).isEqualTo("The user stopped it.");
    }

    @ParameterizedTest
    @CsvSource({
        "READ, true, false",
        "REPEATABLE, true, true",
        "ONCE, true, true",
        "READ, false, false",
        "REPEATABLE, false, false",
        "ONCE, false, false"
    })
    void only_an_effect_that_may_have_been_sent_is_in_doubt(Effect effect, boolean sent, boolean inDoubt) {
        var failure = new Faults(TimeLimit.of(Duration.ofSeconds(30), cancellation), masks)
                .of(new Unanswered(new SocketException("x"), sent), HOST, effect);

        assertThat(failure.verdict().isPerhapsDone()).isEqualTo(inDoubt);
    }

    @Test
    void what_a_library_says_stays_behind_it_without_secrets() {
        masks.add("s3cret-canary");

        HandlerException failure = of(new IOException("refused s3cret-canary"), Duration.ofSeconds(30));

        assertThat(failure.getCause()).isNotNull();
        assertThat(masks.trace(failure)).contains("refused").doesNotContain("s3cret-canary");
        assertThat(failure.getMessage()).doesNotContain("refused");
    }

    private HandlerException of(Exception cause, Duration total) {
        return new Faults(TimeLimit.of(total, cancellation), masks)
                .of(new Unanswered(cause, false), HOST, Effect.REPEATABLE);
    }

    /** The end of a call that had so much time. */
    private TimeLimit over(Duration total) {
        var nanos = new AtomicLong();
        TimeLimit limit = TimeLimit.of(total, cancellation, nanos::get);
        nanos.set(total.toNanos());
        return limit;
    }
}
