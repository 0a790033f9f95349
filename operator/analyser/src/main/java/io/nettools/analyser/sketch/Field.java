package io.nettools.analyser.sketch;

/**
 * Arithmetic modulo a Mersenne prime 2^bits - 1. Sums of multiples of keys never overflow, and can be divided by a
 * count.
 */
record Field(int bits) {
    /** The field for keys. */
    static final Field KEYS = new Field(61);
    /** The field for checks of keys, with fewer bits, since a sketch must be short. */
    static final Field CHECKS = new Field(31);

    long prime() {
        return (1L << bits) - 1;
    }

    /** A number reduced to the field. */
    long of(long number) {
        return Math.floorMod(number, prime());
    }

    long plus(long a, long b) {
        long sum = a + b;
        return sum >= prime() ? sum - prime() : sum;
    }

    long minus(long a, long b) {
        return a >= b ? a - b : a - b + prime();
    }

    /**
     * The product. Its upper part is added to the lower one, since 2^bits is 1 in the field. The lower part may be the
     * prime itself; the sum is still right.
     */
    long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return plus(low & prime(), (high << (Long.SIZE - bits)) | (low >>> bits));
    }

    /** The multiple of a number. The usual factors 1 and -1 cost nothing. */
    long multiple(int times, long number) {
        return switch (times) {
            case 1 -> number;
            case -1 -> minus(0, number);
            default -> times(of(times), number);
        };
    }

    /** The inverse of a number other than 0: its power of prime - 2, by Fermat's little theorem. */
    long inverse(long number) {
        long result = 1;
        long square = number;
        for (long exponent = prime() - 2; exponent > 0; exponent >>= 1) {
            result = (exponent & 1) == 1 ? times(result, square) : result;
            square = times(square, square);
        }
        return result;
    }
}
