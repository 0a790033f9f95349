package io.nettools.analyser.http2;

import java.util.Arrays;

/**
 * The latest entries of a dynamic table (RFC 7541 §2.3.2). Entries are counted from the latest, so that those that were seen can be told
 * even where the connection's beginning was not; the table's size need not be known, as nobody refers to an entry that was evicted.
 */
final class DynamicTable {
    /** Of a table of the usual 4096 bytes, which holds 128 entries at most, so many are told. */
    private static final int KEPT = 64;

    private final FieldName[] names = new FieldName[KEPT];
    private final String[] values = new String[KEPT];
    private boolean revoked;
    private int known;
    private int next;

    /** @param name null when the field is none of those that are read */
    void add(FieldName name, String value) {
        if (revoked) {
            return;
        }
        names[next] = name;
        values[next] = value;
        next = (next + 1) % KEPT;
        known = Math.min(KEPT, known + 1);
    }

    /** Entries may have been added that were not seen. */
    void forget() {
        known = 0;
    }

    /** Its room is wanted for another one: nothing is known from here on. */
    void revoke() {
        revoked = true;
        known = 0;
        Arrays.fill(values, null);
    }

    /** @param age 0 for the latest entry; null when it is not known or none of those that are read */
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
