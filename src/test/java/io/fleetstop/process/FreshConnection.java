package io.fleetstop.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request on a connection of its own, so that it is certain how far each one got. */
final class FreshConnection {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 30_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    /** How far a request got. */
    enum Fate {
        /** A whole answer came back. */
        ANSWERED,
        /** No connection came about, so nothing was sent. */
        REFUSED,
        /** Connected, but the connection ended without a byte of an answer. */
        UNANSWERED,
        /** Only a part of the answer came. */
        CUT
    }

    /** @param status 0 without a whole answer */
    record Exchange(Fate fate, int status, String body) {
        private static Exchange without(Fate fate) {
            return new Exchange(fate, 0, "");
        }
    }

    private FreshConnection() {}

    static Exchange get(String url) {
        return send("GET", URI.create(url), "");
    }

    static Exchange post(String url, String json) {
        return send("POST", URI.create(url), json);
    }

    private static Exchange send(String method, URI uri, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                .formatted(method, uri.getPath(), uri.getAuthority());
        if (content.length > 0) {
            head += "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n";
        }
        try (Socket socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()), CONNECT_MILLIS);
            } catch (IOException notConnected) {
                return Exchange.without(Fate.REFUSED);
            }
            socket.setSoTimeout(ANSWER_MILLIS);
            return exchange(socket, (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            return Exchange.without(Fate.UNANSWERED);
        }
    }

    private static Exchange exchange(Socket socket, byte[] request) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            readAll(socket.getInputStream(), answer);
        } catch (IOException broken) {
            // What came before it is judged like any other end.
        }
        return read(answer.toString(StandardCharsets.UTF_8), answer.size());
    }

    private static void readAll(InputStream from, ByteArrayOutputStream to) throws IOException {
        byte[] piece = new byte[8_192];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
        }
    }

    private static Exchange read(String answer, int bytes) {
        if (bytes == 0) {
            return Exchange.without(Fate.UNANSWERED);
        }
        int headEnd = answer.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return Exchange.without(Fate.CUT);
        }
        String head = answer.substring(0, headEnd + 2);
        String body = answer.substring(headEnd + 4);
        Matcher length = LENGTH.matcher(head);
        int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return body.getBytes(StandardCharsets.UTF_8).length < expected
                ? Exchange.without(Fate.CUT)
                : new Exchange(Fate.ANSWERED, Integer.parseInt(head.substring(9, 12)), body);
    }
}
