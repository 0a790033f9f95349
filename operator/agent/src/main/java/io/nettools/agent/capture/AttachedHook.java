package io.nettools.agent.capture;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Signals to the kubelet that tcpdump captures: the container's postStart hook waits on a socket, and returns when a
 * connection is opened and closed. The hook may begin later than the agent, or never; neither delays the capture.
 */
final class AttachedHook implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(20);

    private final UnixDomainSocketAddress socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    AttachedHook(Path socket) {
        this.socket = UnixDomainSocketAddress.of(socket);
    }

    void release() {
        Thread.ofPlatform().daemon().name("attached-hook").start(this::connect);
    }

    /** Stops waiting for a late hook. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void connect() {
        try {
            boolean over = connected();
            while (!over) { // a late hook would otherwise hold the pod for ever
                over = closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS) || connected();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean connected() {
        try (SocketChannel channel = SocketChannel.open(socket)) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
