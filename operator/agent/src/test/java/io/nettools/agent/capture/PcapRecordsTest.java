package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapRecordsTest {
    @Property(tries = 200)
    void recordsAreTheSameHoweverThePipeSplitsThem(
            @ForAll @IntRange(min = 1, max = 50) int step,
            @ForAll boolean bigEndian,
            @ForAll @IntRange(max = 200) int cut)
            throws IOException {
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] file = file(order, 0xa1b2c3d4, 0, 7, 60);
        byte[] given = Arrays.copyOf(file, Math.max(0, file.length - cut));
        byte[] whole = read(new PcapRecords(inSteps(given, step)));
        assertArrayEquals(Arrays.copyOf(file, lastBoundary(given.length)), whole);
    }

    @Test
    void aFileWithNanosecondsIsRead() throws IOException {
        byte[] file = file(ByteOrder.LITTLE_ENDIAN, 0xa1b23c4d, 3);
        assertArrayEquals(file, read(new PcapRecords(new ByteArrayInputStream(file))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 262_145, Integer.MAX_VALUE})
    void aRecordOfAnImpossibleLengthIsRefused(int length) throws IOException {
        byte[] file = file(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 4);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 8, length);
        PcapRecords records = new PcapRecords(new ByteArrayInputStream(file));
        assertTrue(records.header().isPresent());
        IOException reason = assertThrows(IOException.class, records::next);
        assertEquals("tcpdump wrote a record of " + Integer.toUnsignedString(length) + " bytes", reason.getMessage());
    }

    @Test
    void aHeaderWithoutMagicIsRefused() {
        PcapRecords records = new PcapRecords(new ByteArrayInputStream(new byte[24]));
        assertEquals(
                "tcpdump did not write a capture file",
                assertThrows(IOException.class, records::header).getMessage());
    }

    /** Header of 24, then records of 16, 23 and 76 bytes. */
    private static int lastBoundary(int length) {
        return Arrays.stream(new int[] {0, 24, 40, 63, 139})
                .filter(boundary -> boundary <= length)
                .max()
                .getAsInt();
    }

    private static byte[] read(PcapRecords records) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Optional<ByteBuffer> header = records.header();
        if (header.isPresent()) {
            add(header.get(), all);
            for (var batch = records.next(); batch.isPresent(); batch = records.next()) {
                add(batch.get().first(batch.get().count()), all);
            }
        }
        return all.toByteArray();
    }

    private static void add(ByteBuffer piece, ByteArrayOutputStream all) {
        all.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }

    private static byte[] file(ByteOrder order, int magic, int... lengths) {
        ByteBuffer file = ByteBuffer.allocate(
                        24 + Arrays.stream(lengths).map(length -> 16 + length).sum())
                .order(order);
        file.putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(512)
                .putInt(1);
        for (int length : lengths) {
            file.putInt(1).putInt(2).putInt(length).putInt(length + 9);
            for (int i = 0; i < length; i++) {
                file.put((byte) i);
            }
        }
        return file.array();
    }

    private static InputStream inSteps(byte[] bytes, int step) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(step, length));
            }
        };
    }
}
