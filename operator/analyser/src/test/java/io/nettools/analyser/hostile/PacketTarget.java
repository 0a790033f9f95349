package io.nettools.analyser.hostile;

import io.nettools.analyser.wire.Capture;
import java.util.Arrays;

/** Packets of any bytes in a capture file without fault: {@code 0 link type | (length of 16 bits, packet)*}. */
public final class PacketTarget {
    private static final int[] LINKS = {1, 101, 113, 276, 0, 108, 228, 229};
    private static final int HEADER = 2;

    private PacketTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Capture capture = Capture.of(LINKS[(input[0] & 0xff) % LINKS.length]);
        int at = 1;
        while (at + HEADER <= input.length) {
            int length = ((input[at] & 0xff) << 8) | (input[at + 1] & 0xff);
            int end = Math.min(input.length, at + HEADER + length);
            capture.packet(Arrays.copyOfRange(input, at + HEADER, end));
            at = end;
        }
        Reading.ofFile(capture.bytes());
    }

    /** The input that stands for packets. */
    static byte[] input(int link, Iterable<byte[]> packets) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(Arrays.stream(LINKS).boxed().toList().indexOf(link));
        for (byte[] packet : packets) {
            out.write(packet.length >> 8);
            out.write(packet.length);
            out.writeBytes(packet);
        }
        return out.toByteArray();
    }
}
