package io.nettools.analyser.sketch;

/** Numbers modulo a Mersenne prime 2^bits - 1: sums of multiples of keys never overflow, and can be divided by how many there are. */
record Field(int bits) {
    /** Holds keys. */
    static final Field KEYS = new Field(61);
    /** Holds checks of keys: fewer bits, since a sketch has to be short. */
    static final Field CHECKS = new Field(31);

    long prime() {
        return (1L << bits) - 1;
    }

    /** Any number's place in the field. */
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

    /** The upper part of the product counts as if it stood below, since 2^bits is 1 here. The lower one may be the prime itself: the sum is right. */
    long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return plus(low & prime(), (high << (Long.SIZE - bits)) | (low >>> bits));
    }

    /** A number so many times; once or minus once, which is usual, costs nothing. */
    long multiple(int times, long number) {
        return switch (times) {
            case 1 -> number;
            case -1 -> minus(0, number);
            default -> times(of(times), number);
        };
    }

    /** What gives 1 when multiplied by a number that is not 0: its power of prime - 2, by Fermat's little theorem. */
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
