package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;

class ReplyReaderTest {
    private static final int KIBIBYTE = 1024;
    private static final Outgoing REQUEST = new Outgoing(
            "GET", WebAddress.read("http://api.test/").orElseThrow(), List.of(), null, "http://api.test/", "api.test");

    /** Gives bytes for ever, and counts them. */
    private static final class Endless extends InputStream {
        private long given;

        @Override
        public int read() {
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int length) {
            given += length;
            return length;
        }
    }

    private static BasicClassicHttpResponse response(int status, InputStream body, long length) {
        var response = new BasicClassicHttpResponse(status);
        response.setEntity(new InputStreamEntity(body, length, ContentType.APPLICATION_OCTET_STREAM));
        return response;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 * KIBIBYTE, 100 * KIBIBYTE, 5 * KIBIBYTE * KIBIBYTE})
    void no_more_than_the_cap_and_64_kibibytes_are_read(int cap) {
        for (int status : new int[] {200, 304, 404}) {
            var body = new Endless();
            var reader = new ReplyReader(cap, 200);

            if (status == 404) {
                assertThat(read(reader, response(status, body, -1)).body()).hasSize(cap);
            } else {
                assertThatThrownBy(() -> reader.read(response(status, body, -1), REQUEST))
                        .isInstanceOfSatisfying(
                                BadAnswer.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_RESPONSE));
            }

            long withTheConnectionsBuffer = body.given + 8 * KIBIBYTE;
            assertThat(withTheConnectionsBuffer).isBetween((long) cap, cap + 64L * KIBIBYTE);
            assertThat(reader.isAtEnd()).isFalse();
        }
    }

    private static Received read(ReplyReader reader, BasicClassicHttpResponse response) {
        try {
            return reader.read(response, REQUEST);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_says_that_it_is_too_long_is_not_read_at_all() {
        var body = new Endless();

        assertThatThrownBy(() -> new ReplyReader(KIBIBYTE, 200).read(response(200, body, 100 * KIBIBYTE), REQUEST))
                .isInstanceOf(BadAnswer.class)
                .hasMessageContaining("larger than 1 KiB");

        assertThat(body.given).isZero();
    }

    /** What is unpacked beyond the cap is thrown away; it may not become much first. */
    @Test
    void unpacking_stops_soon_after_the_cap() throws Exception {
        byte[] packed;
        try (var zeros = new DeflaterInputStream(
                new java.io.ByteArrayInputStream(new byte[50_000_000]), new Deflater(Deflater.BEST_COMPRESSION))) {
            packed = zeros.readAllBytes();
        }
        var response = response(200, new java.io.ByteArrayInputStream(packed), packed.length);
        response.setHeader("Content-Encoding", "deflate");
        long before = allocated();

        assertThatThrownBy(() -> new ReplyReader(100 * KIBIBYTE, 1_000_000).read(response, REQUEST))
                .isInstanceOf(BadAnswer.class)
                .hasMessageContaining("larger than 100 KiB");

        assertThat(allocated() - before).isLessThan(3_000_000);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    @Test
    void an_answer_that_fills_its_cap_is_whole() throws Exception {
        byte[] body = new byte[100];
        var reader = new ReplyReader(100, 200);

        Received received = reader.read(response(200, new java.io.ByteArrayInputStream(body), 100), REQUEST);

        assertThat(received.body()).hasSize(100);
        assertThat(received.defect()).isEmpty();
        assertThat(reader.isAtEnd()).isTrue();
    }

    @Test
    void an_answer_without_a_body_is_at_its_end() throws Exception {
        var reader = new ReplyReader(100, 200);

        assertThat(reader.read(new BasicClassicHttpResponse(204), REQUEST).body())
                .isEmpty();
        assertThat(reader.isAtEnd()).isTrue();
    }
}
