package io.nettools.analyser.passage;

import io.nettools.analyser.order.Host;
import java.nio.ByteBuffer;
import java.util.List;

/** A few addresses, so that looking at each costs less than a table. */
final class Addresses {
    private static final int MOST = 16;
    private static final int IP6_BYTES = 16;

    private final int[] versions;
    private final long[] highs;
    private final long[] lows;

    /** @param texts addresses; other texts are left out */
    Addresses(List<String> texts) {
        List<byte[]> addresses = texts.stream()
                .map(text -> new Host(text).bytes())
                .filter(bytes -> bytes.length > 0)
                .limit(MOST)
                .toList();
        versions = new int[addresses.size()];
        highs = new long[addresses.size()];
        lows = new long[addresses.size()];
        for (int i = 0; i < versions.length; i++) {
            ByteBuffer bytes = ByteBuffer.wrap(addresses.get(i));
            boolean six = bytes.capacity() == IP6_BYTES;
            versions[i] = six ? 6 : 4;
            highs[i] = six ? bytes.getLong() : 0;
            lows[i] = six ? bytes.getLong() : bytes.getInt() & 0xffff_ffffL;
        }
    }

    boolean none() {
        return versions.length == 0;
    }

    boolean contains(int version, long high, long low) {
        for (int i = 0; i < versions.length; i++) {
            if (lows[i] == low && highs[i] == high && versions[i] == version) {
                return true;
            }
        }
        return false;
    }
}
