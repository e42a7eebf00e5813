package org.symposium.core.internal.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** A connection that never logs headers or bytes, at no log level: the client's own loggers would write secrets. */
final class QuietConnection extends DefaultManagedHttpClientConnection {
    /** Endless headers end here. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(32 * 1024)
            .setMaxEmptyLineCount(10)
            .build();

    QuietConnection(String id) {
        super(id, null, null, LIMITS, null, null, null, WholeHeads::new);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket secured, Socket socket) throws IOException {
        bind(new SocketHolder(secured, socket));
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {
        // not logged
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {
        // not logged
    }
}
