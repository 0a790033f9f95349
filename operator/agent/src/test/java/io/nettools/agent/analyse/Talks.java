package io.nettools.agent.analyse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A capture file of HTTP connections to 10.0.0.2:80, written packet by packet: raw IP, one millisecond apart. */
public final class Talks {
    private static final int SYN = 2;
    private static final int PUSH = 8;
    private static final int ACK = 16;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private long micros = 1_763_433_148_000_000L;

    public Talks() {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        file.writeBytes(header.putInt(262_144).putInt(101).array());
    }

    /** Adds a connection from that port of 10.0.0.1: handshake, the request for a path, its answer. */
    public Talks asks(int port, String path, int status) {
        packet(true, port, SYN, 0, "");
        packet(false, port, SYN | ACK, 0, "");
        packet(true, port, ACK, 1, "");
        packet(true, port, PUSH | ACK, 1, "GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n");
        packet(false, port, PUSH | ACK, 1, "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");
        return this;
    }

    /** Adds that many connections, from ports 20000 on. */
    public Talks asksTimes(int many) {
        for (int i = 0; i < many; i++) {
            asks(20_000 + i, "/" + i, 200);
        }
        return this;
    }

    private void packet(boolean client, int port, int flags, int sequence, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        int length = 40 + bytes.length;
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.putShort((short) 0x4500).putShort((short) length).putInt(0x4000).putInt(0x4006_0000);
        packet.putInt(client ? 0x0a00_0001 : 0x0a00_0002).putInt(client ? 0x0a00_0002 : 0x0a00_0001);
        packet.putShort((short) (client ? port : 80)).putShort((short) (client ? 80 : port));
        packet.putInt(sequence)
                .putInt(1)
                .putShort((short) (0x5000 | flags))
                .putShort((short) 512)
                .putInt(0);
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        file.writeBytes(record.putInt(length).putInt(length).array());
        file.writeBytes(packet.put(bytes).array());
        micros += 1000;
    }

    public byte[] bytes() {
        return file.toByteArray();
    }
}
