import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code java Requests.java HOST PORT PATH RATE CONNECTIONS}: asks for PATH at a fixed rate (requests per second), whatever becomes of the answers.
 * The time of an answer counts from when its request was due, not from when it was sent: a stall is seen in every request that it delays
 * (no coordinated omission). For each line on standard input, one line with what was answered since the last: requests per second, and the
 * 50th and 99th percentile in microseconds. All answers must have one length.
 */
final class Requests {
    private static final int LONGEST_MICROS = 2_000_000;

    private final byte[] request;
    private final List<Connection> connections = new ArrayList<>();
    private final Selector selector;
    private int[] answered = new int[LONGEST_MICROS];
    private long since = System.nanoTime();
    private int answerLength;

    private record Connection(SocketChannel channel, Queue<Long> due, int[] bytes) {}

    private Requests(InetSocketAddress server, String path, int count) throws IOException {
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + server.getHostString() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        selector = Selector.open();
        for (int number = 0; number < count; number++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (number == 0) {
                answerLength = oneAnswer(channel);
            }
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, new ConcurrentLinkedQueue<>(new ArrayDeque<>()), new int[1]);
            channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    public static void main(String[] words) throws IOException {
        Requests load = new Requests(new InetSocketAddress(words[0], Integer.parseInt(words[1])), words[2], Integer.parseInt(words[4]));
        double rate = Double.parseDouble(words[3]);
        Thread.ofPlatform().daemon().start(() -> load.receive());
        Thread.ofPlatform().daemon().start(() -> load.send(rate));
        BufferedReader marks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (marks.readLine() != null) {
            System.out.println(load.mark());
        }
    }

    private int oneAnswer(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        ByteBuffer answer = ByteBuffer.allocate(1 << 16);
        LockSupport.parkNanos(200_000_000); // the whole answer, which is short
        return channel.read(answer);
    }

    private void send(double rate) {
        long start = System.nanoTime();
        for (long number = 0; ; number++) {
            long due = start + (long) (number * 1e9 / rate);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Connection connection = connections.get((int) (number % connections.size()));
            connection.due().add(due);
            try {
                connection.channel().write(ByteBuffer.wrap(request)); // a full socket buffer would need thousands of unanswered requests
            } catch (IOException broken) {
                throw new IllegalStateException("the server closed a connection", broken);
            }
        }
    }

    private void receive() {
        ByteBuffer answers = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    take((Connection) key.attachment(), answers);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the server closed a connection", broken);
        }
    }

    private void take(Connection connection, ByteBuffer answers) throws IOException {
        answers.clear();
        connection.bytes()[0] += connection.channel().read(answers);
        long now = System.nanoTime();
        while (connection.bytes()[0] >= answerLength) {
            connection.bytes()[0] -= answerLength;
            long micros = (now - connection.due().remove()) / 1000;
            synchronized (this) {
                answered[(int) Math.min(micros, LONGEST_MICROS - 1)]++;
            }
        }
    }

    private synchronized String mark() {
        long now = System.nanoTime();
        long count = 0;
        for (int some : answered) {
            count += some;
        }
        String line = "%.0f %d %d".formatted(count * 1e9 / (now - since), percentile(count, 0.5), percentile(count, 0.99));
        answered = new int[LONGEST_MICROS];
        since = now;
        return line;
    }

    private int percentile(long count, double which) {
        long rest = (long) Math.ceil(count * which);
        int micros = 0;
        while (micros < LONGEST_MICROS - 1 && (rest -= answered[micros]) > 0) {
            micros++;
        }
        return micros;
    }
}
