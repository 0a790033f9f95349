package io.nettools.controller.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A minimal API server with one trace of a pod that does not exist: it answers lists, keeps watches silent, and echoes
 * writes.
 */
final class OneTraceServer implements AutoCloseable {
    private static final String TRACE =
            """
            {"apiVersion": "nettools.io/v1alpha1", "kind": "NetworkTrace",
             "metadata": {"namespace": "training", "name": "one", "uid": "1", "generation": 1, "resourceVersion": "1",
                          "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"target": {"pod": "none"}, "duration": "1s", "stop": false, "capture": {"interface": "any", "filter": "port 80",
                      "snapLength": 512, "payload": false, "maxPackets": 1, "maxBytes": "1Mi", "excerpt": 1}}}""";
    private static final String POD =
            "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"resourceVersion\": \"1\"}}";
    private static final String LIST =
            "{\"apiVersion\": \"%s\", \"kind\": \"%sList\", \"metadata\": {\"resourceVersion\": \"1\"}, \"items\": [%s]}";
    private static final String LEASE =
            """
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
             "metadata": {"namespace": "training", "name": "networktrace-operator", "resourceVersion": "1"},
             "spec": {"holderIdentity": "training", "leaseDurationSeconds": 12, "leaseTransitions": 0,
                      "acquireTime": "2026-01-01T00:00:00.000000Z", "renewTime": "2026-01-01T00:00:00.000000Z"}}""";
    private static final String NOT_FOUND =
            "{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"status\": \"Failure\", \"reason\": \"NotFound\", \"code\": 404}";

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private OneTraceServer(HttpServer server) {
        this.server = server;
    }

    static OneTraceServer start() throws IOException {
        OneTraceServer started =
                new OneTraceServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Waits for the trace's status; returns whether it was written in time. */
    boolean awaitAnswer(Duration limit) {
        try {
            return answered.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            boolean upgrade = exchange.getRequestHeaders().containsKey("Sec-WebSocket-Key");
            if (exchange.getRequestMethod().equals("GET") && query.contains("watch=true") && !upgrade) {
                silence(exchange);
            } else {
                reply(exchange, exchange.getRequestMethod().equals("GET") ? read(exchange) : echo(exchange));
            }
        }
    }

    /**
     * Answers a watch by a plain request, which the client uses after its upgrade to a web socket was refused (200).
     * One event without news makes the client load the classes that read an object of any kind.
     */
    private void silence(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
        String object = exchange.getRequestURI().getPath().endsWith("/pods") ? POD : TRACE;
        String event = "{\"type\": \"BOOKMARK\", \"object\": " + object.replace('\n', ' ') + "}\n";
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/networktraces")) {
            return LIST.formatted("nettools.io/v1alpha1", "NetworkTrace", TRACE);
        }
        return path.endsWith("/pods") ? LIST.formatted("v1", "Pod", "") : NOT_FOUND;
    }

    private String echo(HttpExchange exchange) throws IOException {
        String written = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().endsWith("/status")) {
            answered.countDown();
            return TRACE.replaceFirst("\"resourceVersion\": \"1\"", "\"resourceVersion\": \"2\"");
        }
        return exchange.getRequestURI().getPath().contains("/leases") ? LEASE : written;
    }

    private static void reply(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                text.equals(NOT_FOUND) ? HttpURLConnection.HTTP_NOT_FOUND : HttpURLConnection.HTTP_OK, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
