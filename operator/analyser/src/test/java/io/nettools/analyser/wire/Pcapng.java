package io.nettools.analyser.wire;

import io.nettools.analyser.report.Report;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A pcapng file being written, block by block. */
public final class Pcapng {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /** A little-endian file with one interface. */
    public static Pcapng of(int link) {
        return new Pcapng().section(ByteOrder.LITTLE_ENDIAN).face(link);
    }

    public Pcapng section(ByteOrder newOrder) {
        order = newOrder;
        return block(0x0a0d0d0a, Wire.join(u32(0x1a2b3c4d), u16(1), u16(0), u64(-1)));
    }

    /** An interface whose times count microseconds, unless an option says else. */
    public Pcapng face(int link, byte[]... options) {
        return face(link, 0, options);
    }

    public Pcapng face(int link, int snapLength, byte[]... options) {
        return block(1, Wire.join(u16(link), u16(0), u32(snapLength), Wire.join(options)));
    }

    /** An option of any block. */
    public byte[] option(int code, byte... value) {
        return Wire.join(u16(code), u16(value.length), padded(value));
    }

    /** if_tsresol. */
    public byte[] resolution(int value) {
        return option(9, (byte) value);
    }

    /** if_tsoffset. */
    public byte[] offset(long seconds) {
        return option(14, u64(seconds));
    }

    /** An enhanced packet block. */
    public Pcapng packet(int face, long ticks, byte[] packet) {
        byte[] lengths = Wire.join(u32(packet.length), u32(packet.length));
        return block(6, Wire.join(u32(face), time(ticks), lengths, padded(packet)));
    }

    /** A packet block, which is obsolete. */
    public Pcapng oldPacket(int face, long ticks, byte[] packet) {
        byte[] lengths = Wire.join(u32(packet.length), u32(packet.length));
        return block(2, Wire.join(u16(face), u16(0), time(ticks), lengths, padded(packet)));
    }

    /** A simple packet block of a packet that may have been longer on the wire. */
    public Pcapng simplePacket(byte[] packet, int wireLength) {
        return block(3, Wire.join(u32(wireLength), padded(packet)));
    }

    public Pcapng block(int type, byte[] body) {
        byte[] content = padded(body);
        byte[] length = u32(12 + content.length);
        out.writeBytes(Wire.join(u32(type), length, content, length));
        return this;
    }

    private byte[] time(long ticks) {
        return Wire.join(u32((int) (ticks >>> 32)), u32((int) ticks));
    }

    private byte[] u16(int value) {
        return inOrder(Wire.u16(value));
    }

    private byte[] u32(int value) {
        return inOrder(Wire.u32(value));
    }

    private byte[] u64(long value) {
        return inOrder(Wire.join(Wire.u32(value >> 32), Wire.u32(value)));
    }

    private byte[] inOrder(byte[] bigEndian) {
        if (order == ByteOrder.BIG_ENDIAN) {
            return bigEndian;
        }
        byte[] reversed = new byte[bigEndian.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = bigEndian[reversed.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public Report report() {
        return Capture.report(bytes());
    }
}
