package io.nettools.analyser.wire;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/** A capture file being written. */
public final class Capture {
    public static final int ETHERNET = 1;
    public static final int RAW = 101;
    public static final int COOKED = 113;
    public static final int COOKED2 = 276;

    private final ByteOrder order;
    private final int magic;
    private final int snapLength;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** Of the next packet; each comes one millisecond after the one before. */
    private long micros = 1_763_433_148_679_560L;

    private Capture(ByteOrder order, int magic, int link, int snapLength) {
        this.order = order;
        this.magic = magic;
        this.snapLength = snapLength;
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0);
        out.writeBytes(header.putInt(snapLength).putInt(link).array());
    }

    /** Little endian, microseconds, whole packets. */
    public static Capture of(int link) {
        return new Capture(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, link, 262_144);
    }

    public static Capture cutAt(int snapLength, int link) {
        return new Capture(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, link, snapLength);
    }

    public static Capture bigEndian(int link) {
        return new Capture(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4, link, 262_144);
    }

    public static Capture nanos(int link) {
        return new Capture(ByteOrder.LITTLE_ENDIAN, 0xa1b23c4d, link, 262_144);
    }

    /** The next packet comes so much later. */
    public Capture after(long micros) {
        this.micros += micros - 1000;
        return this;
    }

    /** The next packet is seen at that time, µs since the epoch. */
    public Capture at(long micros) {
        this.micros = micros;
        return this;
    }

    public Capture packet(byte[] packet) {
        int captured = Math.min(packet.length, snapLength);
        long fraction = micros % 1_000_000 * (magic == 0xa1b23c4d ? 1000 : 1);
        ByteBuffer header = ByteBuffer.allocate(16).order(order);
        header.putInt((int) (micros / 1_000_000)).putInt((int) fraction);
        out.writeBytes(header.putInt(captured).putInt(packet.length).array());
        out.write(packet, 0, captured);
        micros += 1000;
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** What the analyser says, with up to 1000 packet lines. */
    public Report report() {
        return report(bytes());
    }

    /** What the analyser says of a file. */
    public static Report report(byte[] file) {
        Analyser analyser = new Analyser(1000, Map.of(1, "lo", 2, "eth0"));
        analyser.accept(ByteBuffer.wrap(file));
        return analyser.report();
    }

    /** The first bytes of the file. */
    public byte[] first(int count) {
        return Arrays.copyOf(bytes(), count);
    }
}
