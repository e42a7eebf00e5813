package org.symposium.examples.quickstart;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server that only this machine reaches. */
final class Loopback implements AutoCloseable {
    private final HttpServer server;
    private final String path;

    private Loopback(HttpServer server, String path) {
        this.server = server;
        this.path = path;
    }

    /** Serves one path, at this port or, if another program has it, at any that is free; 0 for any. */
    static Loopback start(int port, String path, HttpHandler handler) throws IOException {
        HttpServer server = bound(port);
        server.createContext(path, handler);
        server.start();
        return new Loopback(server, path);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static HttpServer bound(int port) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(here, Math.max(port, 0)), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(here, 0), 0);
        }
    }
}
