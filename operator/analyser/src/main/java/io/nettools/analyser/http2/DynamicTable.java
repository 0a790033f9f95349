package io.nettools.analyser.http2;

import java.util.Arrays;

/**
 * The latest entries of a dynamic table (RFC 7541 §2.3.2). Entries are counted from the latest, so that captured
 * entries are known even if the connection's beginning was not captured. The table's size need not be known, since no
 * end refers to an evicted entry.
 */
final class DynamicTable {
    /** Entries that are kept; a table of the usual 4096 bytes holds 128 at most. */
    private static final int KEPT = 64;

    private final FieldName[] names = new FieldName[KEPT];
    private final String[] values = new String[KEPT];
    private boolean revoked;
    private int known;
    private int next;

    /** @param name null when the field is not one that is read */
    void add(FieldName name, String value) {
        if (revoked) {
            return;
        }
        names[next] = name;
        values[next] = value;
        next = (next + 1) % KEPT;
        known = Math.min(KEPT, known + 1);
    }

    /** Forgets all entries, since others may have been added that were not captured. */
    void forget() {
        known = 0;
    }

    /** Gives up its room for another table: no entry is known from here on. */
    void revoke() {
        revoked = true;
        known = 0;
        Arrays.fill(values, null);
    }

    /** @param age 0 for the latest entry; null when it is not known, or not one that is read */
    FieldName name(int age) {
        return age < known ? names[slot(age)] : null;
    }

    String value(int age) {
        return age < known ? values[slot(age)] : "";
    }

    private int slot(int age) {
        return Math.floorMod(next - 1 - age, KEPT);
    }
}
