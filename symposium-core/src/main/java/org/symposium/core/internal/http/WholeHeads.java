package org.symposium.core.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads status line and headers, and takes them only with the empty line at their end. The library takes the end of the connection for it, so an answer
 * that breaks off in its headers would be a whole one without a body.
 */
final class WholeHeads extends DefaultHttpResponseParser {
    WholeHeads(Http1Config limits) {
        super(limits);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        var noticing = new EndNoticing(in);
        try {
            ClassicHttpResponse head = super.parse(buffer, noticing);
            if (!noticing.ended) {
                return head;
            }
        } catch (HttpException e) {
            if (!noticing.ended) {
                throw e;
            }
        }
        throw new ConnectionClosedException("the answer breaks off in its headers");
    }

    private static final class EndNoticing extends FilterInputStream {
        private boolean ended;

        EndNoticing(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return noticed(super.read());
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return noticed(super.read(into, from, length));
        }

        private int noticed(int read) {
            ended |= read < 0;
            return read;
        }
    }
}
