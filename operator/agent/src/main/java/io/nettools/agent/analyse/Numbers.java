package io.nettools.agent.analyse;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Numbers() {}

    /** 812 B, 1.2 kB, 34.5 MB: powers of 1000. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        // 999.95 would be shown as 1000.0
        while (value >= (unit == 0 ? 1000 : 999.95)) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** 31 us, 2.0 ms, 14.25 s */
    static String time(long micros) {
        if (micros < 1000) {
            return micros + " us";
        }
        return micros < 1_000_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    /** 1,234,567 */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** 1 packet, 1,234 packets */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
