import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * {@code java Packets.java PACKETS FLOWS}: a capture of that many packets in that many HTTP connections, on standard output. A thousand
 * connections are alive at any time; the next thousand begins when they are over.
 */
final class Packets {
    private static final int ALIVE = 1000;
    private static final byte[] REQUEST =
            "GET /index.html HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADERS = 16 + 14 + 20 + 20;
    private static final int FIN = 1, SYN = 2, PUSH = 8, ACK = 16;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final FileChannel out;
    private long micros = 1_763_433_148_000_000L;

    private Packets(FileChannel out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        try (FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel()) {
            new Packets(out).write(Long.parseLong(args[0]), Long.parseLong(args[1]));
        }
    }

    private void write(long packets, long flows) throws IOException {
        buffer.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(262_144).putInt(1);
        long steps = Math.max(1, (packets + flows - 1) / flows);
        long written = 0;
        for (long first = 0; first < flows; first += ALIVE) {
            long last = Math.min(flows, first + ALIVE);
            for (long step = 0; step < steps; step++) {
                for (long flow = first; flow < last && written < packets; flow++, written++) {
                    packet((int) flow, step, step == steps - 1);
                }
            }
        }
        flush();
    }

    /** SYN, SYN-ACK, then requests and responses in turn; the last is a FIN. */
    private void packet(int flow, long step, boolean last) throws IOException {
        boolean client = step % 2 == 0;
        int round = (int) Math.max(0, step / 2 - 1);
        byte[] payload = step < 2 || last ? new byte[0] : client ? REQUEST : RESPONSE;
        int flags = step == 0 ? SYN : step == 1 ? SYN | ACK : last ? FIN | ACK : PUSH | ACK;
        int sequence = step < 2 ? 0 : 1 + round * (client ? REQUEST : RESPONSE).length;
        int received = client ? round * RESPONSE.length : (round + 1) * REQUEST.length;
        int acknowledgment = step < 2 ? (int) step : 1 + received;
        int identification = 1 + (int) (step / 2 % 0xffff);
        record(HEADERS - 16 + payload.length);
        buffer.order(ByteOrder.BIG_ENDIAN);
        buffer.putInt(0x0a580a80).putLong(0x022b_0a58_0a80_0201L).putShort((short) 0x0800);
        buffer.putShort((short) 0x4500).putShort((short) (40 + payload.length)).putInt(identification << 16 | 0x4000).putInt(0x4006_0000);
        int from = 0x0b00_0000 + flow / 20_000;
        int to = 0x0a00_0002;
        int port = 20_000 + flow % 20_000;
        buffer.putInt(client ? from : to).putInt(client ? to : from);
        buffer.putShort((short) (client ? port : 80)).putShort((short) (client ? 80 : port));
        buffer.putInt(sequence).putInt(acknowledgment).putShort((short) (0x5000 | flags)).putShort((short) 512).putInt(0);
        buffer.put(payload).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void record(int length) throws IOException {
        if (buffer.remaining() < 2048) {
            flush();
        }
        micros += 10;
        buffer.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000)).putInt(length).putInt(length);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }
}
