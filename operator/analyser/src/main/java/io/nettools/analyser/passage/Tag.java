package io.nettools.analyser.passage;

/**
 * By what the two ends of the way, each on its node, know the same direction of the same conversation: a number of 21 bits made of how the
 * network between them names it, which is the same for both.
 */
final class Tag {
    private static final int BITS = 20;

    private Tag() {}

    /**
     * Of one direction.
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
