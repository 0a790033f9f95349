package io.nettools.analyser.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packets of a little-endian pcap file, without asking the code under test. */
public final class Records {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private Records() {}

    public static List<byte[]> of(byte[] file) {
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = FILE_HEADER;
        while (at + RECORD_HEADER <= file.length) {
            int end = at + RECORD_HEADER + buffer.getInt(at + 8);
            packets.add(Arrays.copyOfRange(file, at + RECORD_HEADER, end));
            at = end;
        }
        return packets;
    }

    /** Number of the link type in the header of a file. */
    public static int link(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    }
}
