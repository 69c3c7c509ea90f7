package io.enricher.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A model server that answers every request in one way and keeps what it was asked. */
public final class TinyServer implements AutoCloseable {

    private static final String HALF = "{\"id\": \"x\", ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = exchange -> exchange.sendResponseHeaders(200, -1);

    public TinyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What came in. */
    public record Request(String path, Map<String, List<String>> headers, String body) {}

    /** How to answer. */
    @FunctionalInterface
    public interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public List<Request> requests() {
        return requests;
    }

    public void answer(String body) {
        answer(200, Map.of(), body);
    }

    public void answer(int status, Map<String, String> headers, String body) {
        script = exchange -> send(exchange, status, headers, body);
    }

    /** Answers nothing and keeps the connection open. */
    public void hang() {
        script = exchange -> await(closing);
    }

    /** Sends half of a body, then nothing more. */
    public void stall() {
        answerWithoutEnd(HALF);
    }

    /** Sends half of a body, then closes. */
    public void cutBody() {
        answerAndCut(HALF);
    }

    /** Sends all of a body, of which it said that more would come, and keeps the connection open. */
    public void answerWithoutEnd(String body) {
        script = exchange -> {
            startBody(exchange, body);
            await(closing);
        };
    }

    /** Sends all of a body, of which it said that more would come, then closes. */
    public void answerAndCut(String body) {
        script = exchange -> {
            startBody(exchange, body);
            exchange.close();
        };
    }

    /** Closes without an answer. */
    public void hangUp() {
        script = HttpExchange::close;
    }

    public void awaitRequest() {
        await(asked);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            asked.countDown();
            script.answer(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void startBody(HttpExchange exchange, String start) {
        byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length + 1_000);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
