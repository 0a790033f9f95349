package io.nettools.controller.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Records the traffic with the API server, independently of the client's own state: when each open connection last
 * received a byte, and when a collection was last requested.
 */
public final class ApiTraffic {
    private final Set<Ear> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> requested = new ConcurrentHashMap<>();
    private final Answered answered;

    public ApiTraffic() {
        this((method, path, watch, code, took) -> {});
    }

    public ApiTraffic(Answered answered) {
        this.answered = answered;
    }

    /** Takes each request, when the head of its answer is there or when it failed. */
    @FunctionalInterface
    public interface Answered {
        /**
         * Takes one request.
         *
         * @param path without its query
         * @param code of the answer; empty when there was none
         */
        void request(String method, String path, boolean watch, OptionalInt code, Duration took);
    }

    /** Time since the quietest open connection received a byte, or was made; zero when none is open. */
    public Duration quietest() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                open.stream().mapToLong(ear -> now - ear.heard).max().orElse(0));
    }

    /** Records requests for this collection from now on: lists and watches. */
    public void expect(String path) {
        requested.putIfAbsent(path, System.nanoTime());
    }

    /** Time since a collection was requested, or first expected. */
    public Duration sinceRequested(String path) {
        long now = System.nanoTime();
        return Duration.ofNanos(now - requested.getOrDefault(path, now));
    }

    /** @param handshake timeout for each read of the TLS handshake */
    SocketFactory sockets(Duration handshake) {
        return new Ears(Math.toIntExact(handshake.toMillis()));
    }

    Interceptor requests() {
        return this::note;
    }

    private Response note(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        if (request.method().equals("GET")) {
            requested.computeIfPresent(request.url().encodedPath(), (path, before) -> System.nanoTime());
        }
        long begin = System.nanoTime();
        OptionalInt code = OptionalInt.empty();
        try {
            Response response = chain.proceed(request);
            code = OptionalInt.of(response.code());
            return response;
        } finally {
            answered.request(
                    request.method(),
                    request.url().encodedPath(),
                    "true".equals(request.url().queryParameter("watch")),
                    code,
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /**
     * A socket that records when it received a byte. TLS reads its encrypted bytes from it, so that any sign of the
     * other end counts.
     */
    private final class Ear extends Socket {
        private final int handshake;
        private volatile long heard = System.nanoTime();
        private boolean made;

        Ear(int handshake) {
            this.handshake = handshake;
        }

        /**
         * Limits the first timeout to that of a handshake. The client sets the first one before the handshake, to the
         * timeout of the request that needs the connection.
         */
        @Override
        public void setSoTimeout(int millis) throws SocketException {
            super.setSoTimeout(made ? millis : Math.min(millis, handshake));
            made = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    return heard(super.read());
                }

                @Override
                public int read(byte[] to, int offset, int length) throws IOException {
                    return heard(super.read(to, offset, length));
                }
            };
        }

        private int heard(int outcome) {
            if (outcome >= 0) {
                heard = System.nanoTime();
            }
            return outcome;
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    /** Makes sockets, which the client connects itself. It uses only the method without parameters. */
    private final class Ears extends SocketFactory {
        private final int handshake;

        Ears(int handshake) {
            this.handshake = handshake;
        }

        @Override
        public Socket createSocket() {
            Ear ear = new Ear(handshake);
            open.add(ear);
            return ear;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
