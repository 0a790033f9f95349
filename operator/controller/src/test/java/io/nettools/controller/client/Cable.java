package io.nettools.controller.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy to a server that can go silent: bytes are lost, and neither end notices. */
final class Cable implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final List<Strand> strands = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean silentFromTheStart;

    Cable(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Number of connections so far. */
    int connections() {
        return connections.get();
    }

    /** Connections that the client has not closed. */
    long held() {
        return strands.stream().filter(strand -> !strand.hungUp).count();
    }

    /** Silences the existing connections, as a flushed connection table does. */
    void forgetConnections() {
        strands.forEach(Strand::cut);
    }

    /** Silences new connections, too, after they are accepted, as a stopped server does. */
    void freeze() {
        silentFromTheStart = true;
        forgetConnections();
    }

    /** Lets new connections work again. */
    void thaw() {
        silentFromTheStart = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                connections.incrementAndGet();
                Strand strand = new Strand(near, new Socket(InetAddress.getLoopbackAddress(), server));
                strands.add(strand);
                if (silentFromTheStart) {
                    strand.cut();
                }
                strand.start();
            }
        } catch (IOException closed) {
            strands.forEach(Strand::close);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Strand {
        private final Socket near;
        private final Socket far;
        private volatile boolean cut;
        private volatile boolean hungUp;

        Strand(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void start() {
            Thread.ofVirtual().start(() -> carry(near, far));
            Thread.ofVirtual().start(() -> carry(far, near));
        }

        void cut() {
            cut = true;
        }

        private void carry(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                for (int n = from.getInputStream().read(bytes);
                        n >= 0;
                        n = from.getInputStream().read(bytes)) {
                    if (!cut) {
                        to.getOutputStream().write(bytes, 0, n);
                    }
                }
            } catch (IOException e) {
                cut = false;
            }
            hungUp |= from == near;
            if (!cut) {
                close();
            }
        }

        void close() {
            try (near;
                    far) {
                cut = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
