package org.symposium.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.model.FailureKind;

/** Opens a tunnel through an egress proxy (RFC 9110, 9.3.6), over a socket that is connected to it. */
final class ProxyTunnel {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private ProxyTunnel() {}

    /**
     * Asks for a tunnel and reads what the proxy says, not a byte further.
     *
     * @throws ProxyFailed when it gives none
     */
    static void open(Socket socket, EgressProxy proxy, String hostAndPort) throws IOException {
        var request = new StringBuilder("CONNECT " + hostAndPort + " HTTP/1.1\r\nHost: " + hostAndPort + "\r\n");
        proxy.authorization()
                .ifPresent(value ->
                        request.append("Proxy-Authorization: ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        int status = status(head(socket.getInputStream()));
        if (status / 100 != 2) {
            throw refused(status);
        }
    }

    /** Byte by byte: what follows belongs to the service. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new ProxyFailed(FailureKind.NETWORK, "could not be reached: the egress proxy hung up");
            }
            head.append((char) octet);
            if (head.length() > LONGEST_HEAD) {
                throw strange();
            }
        }
        return head.toString();
    }

    private static int status(String head) throws ProxyFailed {
        Matcher status = STATUS.matcher(head.substring(0, head.indexOf("\r\n")));
        if (!status.matches()) {
            throw strange();
        }
        return Integer.parseInt(status.group(1));
    }

    private static ProxyFailed strange() {
        return new ProxyFailed(
                FailureKind.MISCONFIGURED,
                "could not be reached: what is named as egress proxy does not answer as one");
    }

    private static ProxyFailed refused(int status) {
        FailureKind kind = status / 100 == 5 ? FailureKind.NETWORK : FailureKind.MISCONFIGURED;
        return new ProxyFailed(kind, "could not be reached: the egress proxy answered " + StatusWords.of(status));
    }
}
