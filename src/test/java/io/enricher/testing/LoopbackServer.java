package io.enricher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Accepts connections on 127.0.0.1 and serves each on a thread of its own, so that hundreds of requests can hang at
 * once. The JDK's own HTTP server is not used because it cannot reset a connection.
 */
final class LoopbackServer implements AutoCloseable {

    /** Serves one request. */
    @FunctionalInterface
    interface Handler {

        /** @return whether the connection can take another request */
        Keep handle(HttpRequest request, HttpConnection connection) throws IOException;
    }

    /** What becomes of a connection after a reply. */
    enum Keep {
        OPEN,
        CLOSED
    }

    private static final int BACKLOG = 1_024;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket socket;
    private final Handler handler;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    private LoopbackServer(ServerSocket socket, Handler handler) {
        this.socket = socket;
        this.handler = handler;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "provider-simulator", 256 * 1_024);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param port 0 for any free one */
    static LoopbackServer start(int port, Handler handler) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            LoopbackServer server = new LoopbackServer(socket, handler);
            server.threads.execute(server::acceptAll);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            accept().ifPresent(connection -> threads.execute(() -> serve(connection)));
        }
    }

    private Optional<HttpConnection> accept() {
        try {
            Socket client = socket.accept();
            HttpConnection connection = new HttpConnection(client);
            connections.add(connection);
            return Optional.of(connection);
        } catch (IOException closedOrGone) {
            return Optional.empty();
        }
    }

    private void serve(HttpConnection connection) {
        try (connection) {
            Keep keep = Keep.OPEN;
            while (keep == Keep.OPEN) {
                Optional<HttpRequest> request = connection.readRequest();
                if (request.isEmpty()) {
                    return;
                }
                Keep after = handler.handle(request.get(), connection);
                keep = request.get().closesConnection() ? Keep.CLOSED : after;
            }
        } catch (IOException clientGone) {
            // The ledger has it; a broken connection is daily bread here.
        } finally {
            connections.remove(connection);
        }
    }

    /** Stops listening and ends every connection, hanging ones too. */
    @Override
    public void close() {
        closeQuietly(socket);
        threads.shutdownNow();
        connections.forEach(LoopbackServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is gone either way.
        }
    }
}
