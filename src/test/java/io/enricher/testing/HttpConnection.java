package io.enricher.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One client's connection, HTTP/1.1 with keep-alive. Used by one thread; {@link #close} may come from another. A client
 * that goes away while it waits is noticed at once.
 */
final class HttpConnection implements AutoCloseable {

    private static final Duration DRIP = Duration.ofMillis(50);

    private final Socket socket;
    private final PushbackInputStream in;
    private final OutputStream out;

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
        out = socket.getOutputStream();
    }

    /** The next request, or empty when the client has closed the connection between two requests. */
    Optional<HttpRequest> readRequest() throws IOException {
        String start = readLine();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] words = start.split(" ", 3);
        if (words.length < 3) {
            throw new IOException("not an HTTP request line");
        }
        Map<String, String> headers = readHeaders();
        if ("100-continue".equalsIgnoreCase(headers.getOrDefault("expect", ""))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] body = readBody(headers);
        String[] target = words[1].split("\\?", 2);
        return Optional.of(new HttpRequest(
                words[0],
                target[0],
                target.length > 1 ? target[1] : "",
                headers,
                new String(body, StandardCharsets.UTF_8)));
    }

    /**
     * Waits as a busy server does.
     *
     * @throws IOException if the client goes away meanwhile
     */
    void pause(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            awaitBytes(Duration.ofNanos(left));
        }
    }

    /** Waits until the client gives up or the server is closed. */
    void hang() throws IOException {
        while (true) {
            pause(Duration.ofHours(1));
        }
    }

    /** @param beforeLastByte called when the client cannot yet have the whole reply */
    void write(HttpReply reply, Runnable beforeLastByte) throws IOException {
        byte[] body = reply.bodyBytes();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(reply.headBytes(body.length));
        whole.write(body);
        beforeLastByte.run();
        whole.writeTo(out);
    }

    /** Writes the head at once and the body in small pieces spread evenly over a time. */
    void writeSlowly(HttpReply reply, Duration time, Runnable beforeLastByte) throws IOException {
        byte[] body = reply.bodyBytes();
        out.write(reply.headBytes(body.length));
        int pieces = (int) Math.max(1, Math.min(body.length, time.dividedBy(DRIP)));
        for (int piece = 0; piece < pieces; piece++) {
            pause(time.dividedBy(pieces));
            if (piece == pieces - 1) {
                beforeLastByte.run();
            }
            int from = (int) ((long) body.length * piece / pieces);
            int to = (int) ((long) body.length * (piece + 1) / pieces);
            out.write(body, from, to - from);
        }
    }

    /** Writes the head and the first half of the body that the head announces. */
    void writeHalf(HttpReply reply) throws IOException {
        byte[] body = reply.bodyBytes();
        out.write(reply.headBytes(body.length));
        out.write(body, 0, body.length / 2);
    }

    /** Ends the connection with a TCP reset instead of an orderly close. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void awaitBytes(Duration longest) throws IOException {
        // Rounded up: a socket timeout of 0 would wait for ever.
        socket.setSoTimeout((int) Math.max(1, longest.plusNanos(999_999).toMillis()));
        try {
            int early = in.read();
            if (early < 0) {
                throw new EOFException("client closed the connection");
            }
            in.unread(early);
            sleepBesidePipelinedRequest(longest);
        } catch (SocketTimeoutException timePassed) {
            // The client is still there and waits.
        } finally {
            restoreTimeout();
        }
    }

    private static void sleepBesidePipelinedRequest(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("server stopped", e);
        }
    }

    private void restoreTimeout() {
        try {
            socket.setSoTimeout(0);
        } catch (SocketException closed) {
            // The next read says so.
        }
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] readBody(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.getOrDefault("transfer-encoding", ""))) {
            return readChunks();
        }
        return readFully(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
            body.write(readFully(size));
            readLine();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("request body ended early");
        }
        return bytes;
    }

    /** One line without its end; empty at the end of the stream. */
    private String readLine() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) next;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
