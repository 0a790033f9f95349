package io.nettools.analyser.order;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses in its strict spelling (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param network an address in it
 * @param bits so many of them, from the first, are those of each address in it
 */
public record Cidr(Host network, int bits) {
    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int BYTE = 8;

    /** The block with this spelling; empty for any other text. */
    public static Optional<Cidr> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !BITS.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        Host network = new Host(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        return network.address() && bits <= network.bytes().length * BYTE
                ? Optional.of(new Cidr(network, bits))
                : Optional.empty();
    }

    /**
     * Whether an address is in it.
     *
     * @param address 4 or 16 bytes; one of the other family is not
     */
    public boolean contains(byte[] address) {
        byte[] bytes = network.bytes();
        if (address.length != bytes.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % BYTE;
            if ((address[bit / BYTE] & mask) != (bytes[bit / BYTE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
