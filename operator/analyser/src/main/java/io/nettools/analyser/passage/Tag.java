package io.nettools.analyser.passage;

/**
 * A number of 21 bits for one direction of one conversation, the same at both ends of a path. It is a hash of the
 * addresses and ports that the network between the nodes sees.
 */
final class Tag {
    private static final int BITS = 20;

    private Tag() {}

    /**
     * The tag of one direction.
     *
     * @param sender its end: address and port
     * @param receiver the other end
     */
    static long of(String protocol, String sender, String receiver) {
        boolean fromLower = sender.compareTo(receiver) <= 0;
        String ends = fromLower ? sender + ' ' + receiver : receiver + ' ' + sender;
        long pair = hash(protocol + ' ' + ends) & ((1L << BITS) - 1);
        return pair << 1 | (fromLower ? 0 : 1);
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01b3L;
        }
        return hash ^ (hash >>> 32);
    }
}
