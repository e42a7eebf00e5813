package org.symposium.soak;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between an engine and PostgreSQL, and cuts a connection at what a client asks for: before the server has got it, or once the server has done it and before
 * its answer. Knows just so much of the <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">protocol</a> as it needs to see statements.
 */
final class FaultProxy implements AutoCloseable {
    private static final int STARTUP = 0;
    private static final int PARSE = 'P';
    private static final int QUERY = 'Q';
    private static final int SYNC = 'S';
    private static final int READY_FOR_QUERY = 'Z';

    private final ServerSocket listening;
    private final int port;
    private final Cuts cuts;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What to do with a request. */
    enum Cut {
        NOT,
        BEFORE,
        AFTER
    }

    /** Which requests are cut. */
    @FunctionalInterface
    interface Cuts {
        /** Asked for each request in turn, by several connections at once; with its statements. */
        Cut at(List<String> statements);
    }

    private FaultProxy(ServerSocket listening, int port, Cuts cuts) {
        this.listening = listening;
        this.port = port;
        this.cuts = cuts;
    }

    /** One before the server at this port of this machine. */
    static FaultProxy before(int port, Cuts cuts) {
        try {
            var proxy = new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, cuts);
            proxy.threads.execute(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(listening);
        open.forEach(FaultProxy::closeQuietly);
        threads.shutdownNow();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                var link = new Link(client, server);
                threads.execute(() -> pump(link, link::requests));
                threads.execute(() -> pump(link, link::answers));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pump(Link link, Pump pump) {
        try {
            pump.run();
        } catch (IOException e) {
            // one side has closed: so does the other
        } finally {
            closeQuietly(link.client);
            closeQuietly(link.server);
            open.remove(link.client);
            open.remove(link.server);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is closed all the same
        }
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }

    /** A message, with its type unless it is the first of a client. */
    private record Message(int type, byte[] body) {
        static Message read(DataInputStream input, int type) throws IOException {
            byte[] body = new byte[input.readInt() - Integer.BYTES];
            input.readFully(body);
            return new Message(type, body);
        }

        void write(OutputStream output) throws IOException {
            var bytes = ByteBuffer.allocate(1 + Integer.BYTES + body.length);
            if (type != STARTUP) {
                bytes.put((byte) type);
            }
            bytes.putInt(body.length + Integer.BYTES).put(body);
            output.write(bytes.array(), 0, bytes.position());
        }

        /** The text after the name in PARSE, the whole text in QUERY. */
        String statement() {
            String text = new String(body, StandardCharsets.UTF_8);
            int start = type == PARSE ? text.indexOf('\0') + 1 : 0;
            return text.substring(start, text.indexOf('\0', start));
        }
    }

    /** A connection. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** From client to server, a request at a time. */
        void requests() throws IOException {
            var input = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            Message.read(input, STARTUP).write(server.getOutputStream());
            var request = new ArrayList<Message>();
            while (true) {
                Message message = Message.read(input, input.readUnsignedByte());
                request.add(message);
                if (message.type() == SYNC || message.type() == QUERY) {
                    Cut cut = cuts.at(statements(request));
                    if (cut == Cut.BEFORE) {
                        return;
                    }
                    deaf = cut == Cut.AFTER;
                    send(request);
                    request.clear();
                } else if (message.type() != PARSE && request.size() == 1) {
                    send(request); // a password, an end
                    request.clear();
                }
            }
        }

        /** From server to client, until the client is not to hear any more; then the server is let finish. */
        void answers() throws IOException {
            var input = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            while (true) {
                Message message = Message.read(input, input.readUnsignedByte());
                if (!deaf) {
                    message.write(client.getOutputStream());
                } else if (message.type() == READY_FOR_QUERY) {
                    return;
                }
            }
        }

        private void send(List<Message> request) throws IOException {
            for (Message message : request) {
                message.write(server.getOutputStream());
            }
        }

        private static List<String> statements(List<Message> request) {
            return request.stream()
                    .filter(message -> message.type() == PARSE || message.type() == QUERY)
                    .map(Message::statement)
                    .toList();
        }
    }
}
