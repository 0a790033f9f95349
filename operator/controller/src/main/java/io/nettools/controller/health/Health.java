package io.nettools.controller.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nettools.controller.metrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.picocontainer.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the kubelet's probes and Prometheus. {@code /healthz} fails when only a restart would help. {@code /readyz}
 * succeeds when the caches are filled and their watches receive, or when this replica stands by and could lead.
 * {@code /metrics} has {@link Metrics} (decision 0032).
 *
 * <p>Each request has a thread of its own, so that half a request delays no other. The limits on its time and on the
 * number of connections are the server's own, set on the command line (image/runtime).
 */
public final class Health implements Startable {
    public static final int PORT = 8080;

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final InetSocketAddress address;
    private final Supplier<Optional<String>> notReady;
    private final Supplier<Optional<String>> notAlive;
    private final Supplier<byte[]> metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<HttpServer> server = new AtomicReference<>();

    /**
     * Makes the server.
     *
     * @param notReady why the operator is not ready
     * @param notAlive why the operator is not alive
     * @param metrics in the text format of Prometheus, the same array for all who ask at a time
     */
    public Health(
            InetSocketAddress address,
            Supplier<Optional<String>> notReady,
            Supplier<Optional<String>> notAlive,
            Supplier<byte[]> metrics) {
        this.address = address;
        this.notReady = notReady;
        this.notAlive = notAlive;
        this.metrics = metrics;
    }

    /**
     * Opens the port.
     *
     * @throws UncheckedIOException when the port is taken
     */
    @Override
    public void start() {
        try {
            HttpServer fresh = HttpServer.create(address, 0);
            fresh.setExecutor(threads);
            answer(fresh, "/healthz", notAlive);
            answer(fresh, "/readyz", notReady);
            fresh.createContext("/metrics", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", Metrics.MEDIA_TYPE);
                    send(exchange, HttpURLConnection.HTTP_OK, metrics.get());
                }
            });
            fresh.start();
            server.set(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + address.getPort() + " for /healthz cannot be opened", e);
        }
    }

    @Override
    public void stop() {
        server.get().stop(0);
        threads.shutdownNow();
    }

    /** The open port. */
    int port() {
        return server.get().getAddress().getPort();
    }

    private static void answer(HttpServer server, String path, Supplier<Optional<String>> ailment) {
        AtomicReference<String> last = new AtomicReference<>("the start");
        server.createContext(path, exchange -> {
            try (exchange) {
                String ails = ailment.get().orElse("");
                tell(path, last.getAndSet(ails), ails);
                byte[] text = (ails.isEmpty() ? "ok\n" : ails + "\n").getBytes(StandardCharsets.US_ASCII);
                send(exchange, ails.isEmpty() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, text);
            }
        });
    }

    private static void send(HttpExchange exchange, int code, byte[] text) throws IOException {
        exchange.sendResponseHeaders(code, text.length);
        exchange.getResponseBody().write(text);
    }

    private static void tell(String path, String before, String now) {
        if (before.isEmpty() && !now.isEmpty()) {
            LOG.warn("{} fails: {}", path, now);
        }
        if (!before.isEmpty() && now.isEmpty()) {
            LOG.info("{} is ok, after: {}", path, before);
        }
    }
}
