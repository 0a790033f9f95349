package io.nettools.controller.health;

import com.sun.net.httpserver.HttpServer;
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
 * {@code /healthz}: nothing is wrong that a restart would cure. {@code /readyz}: the caches are filled, and their watches hear;
 * or it stands by and could lead.
 *
 * <p>Each request has a thread of its own, so that one who sends half a request holds up nobody; the limits on its time and on the number
 * of connections are the server's own, set with the command line (image/runtime).
 */
public final class Health implements Startable {
    public static final int PORT = 8080;

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final InetSocketAddress address;
    private final Supplier<Optional<String>> notReady;
    private final Supplier<Optional<String>> notAlive;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<HttpServer> server = new AtomicReference<>();

    /** Made once; the two say why not. */
    public Health(InetSocketAddress address, Supplier<Optional<String>> notReady, Supplier<Optional<String>> notAlive) {
        this.address = address;
        this.notReady = notReady;
        this.notAlive = notAlive;
    }

    /** Listens from now on.
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

    /** Where it listens. */
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
                exchange.sendResponseHeaders(
                        ails.isEmpty() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, text.length);
                exchange.getResponseBody().write(text);
            }
        });
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
