package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** A call whose credentials are refused is sent once more if there are others, and never where it may have been done. */
class RefusedCredentialsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    private static final String REFUSED = "HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final TestRoad test = new TestRoad();
    private final AtomicInteger asked = new AtomicInteger();
    private RawServer server = RawServer.saying(OK);

    @BeforeEach
    void open() {
        test.renewal = () -> {
            asked.incrementAndGet();
            return Optional.of(Credentials.of("token", "an0ther-c4nary"));
        };
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        server.close();
    }

    /** What the server says to each request. */
    private void says(String answer) throws Exception {
        server.close();
        server = RawServer.saying(answer);
        test.on(server.port());
    }

    private void assertFails(FailureKind kind, HttpCall call) {
        assertThatThrownBy(() -> test.calls().perform(call, ""))
                .isInstanceOfSatisfying(
                        HandlerException.class,
                        failure -> assertThat(failure.verdict().kind()).isEqualTo(kind));
    }

    @Test
    void it_is_sent_once_more_with_the_others_also_if_it_changes_something() throws Exception {
        says(REFUSED);

        assertFails(FailureKind.AUTHENTICATION, HttpCall.of("POST", "/").bearer("token"));

        assertThat(asked).hasValue(1);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0)).contains("Bearer " + TestRoad.TOKEN.substring(0, 10));
        assertThat(server.requests().get(1)).contains("Bearer an0ther-c4nary");
        assertThat(test.masks.mask("with an0ther-c4nary")).isEqualTo("with ••••");
    }

    @Test
    void a_call_without_credentials_asks_for_none() throws Exception {
        says(REFUSED);

        assertFails(FailureKind.AUTHENTICATION, HttpCall.get("/"));

        assertThat(asked).hasValue(0);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void another_failure_is_no_reason_for_others() throws Exception {
        says("HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertFails(FailureKind.FORBIDDEN, HttpCall.get("/").bearer("token"));

        assertThat(asked).hasValue(0);
    }

    @Test
    void what_may_have_been_done_is_not_done_again() throws Exception {
        says(OK);
        test.judge = reply -> refusal(reply).perhapsDone();

        assertFails(FailureKind.AUTHENTICATION, HttpCall.of("POST", "/").bearer("token"));
        assertThat(server.requests()).hasSize(1);

        assertFails(FailureKind.AUTHENTICATION, HttpCall.get("/").bearer("token"));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void a_refusal_inside_a_good_status_counts_as_well() throws Exception {
        says(OK);
        test.judge = RefusedCredentialsTest::refusal;

        assertFails(FailureKind.AUTHENTICATION, HttpCall.of("POST", "/").bearer("token"));

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void where_there_are_no_others_the_refusal_stands() throws Exception {
        test.renewal = Optional::empty;
        says(REFUSED);

        assertFails(FailureKind.AUTHENTICATION, HttpCall.get("/").bearer("token"));

        assertThat(server.requests()).hasSize(1);
    }

    private static Verdict refusal(HttpReply reply) {
        return Verdict.failed(FailureKind.AUTHENTICATION, "Status " + reply.status() + ", and no all the same.");
    }
}
