package io.nettools.agent.topology;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A server on a unix socket that treats its one client as a test wants it to. */
final class FakeOvsdb {
    private FakeOvsdb() {}

    /** The action's result; the server runs meanwhile. */
    static <T> T serving(Path socket, Behaviour behaviour, Callable<T> action) throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> serve(listener, behaviour));
            return action.call();
        }
    }

    interface Behaviour {
        void treat(SocketChannel client) throws IOException;
    }

    private static void serve(ServerSocketChannel listener, Behaviour behaviour) {
        try (SocketChannel client = listener.accept()) {
            behaviour.treat(client);
        } catch (IOException gone) {
            // the client has had enough, or the test
        }
    }

    /** Waits until the client closes its end. */
    static void hold(SocketChannel client) throws IOException {
        ByteBuffer any = ByteBuffer.allocate(1024);
        while (client.read(any.clear()) >= 0) {
            // whatever it says
        }
    }

    /** The client's next message, which is short enough to come in one piece. */
    static String hear(SocketChannel client) throws IOException {
        ByteBuffer heard = ByteBuffer.allocate(4096);
        client.read(heard);
        return new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
    }

    static void say(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
