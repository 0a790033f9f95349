package io.nettools.analyser.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Compares the field with the arithmetic of java.math. */
class FieldTest {
    private static final long LARGEST = (1L << 61) - 2;

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    @Property
    void timesIsMultiplicationModuloThePrime(
            @ForAll @LongRange(max = LARGEST) long a, @ForAll @LongRange(max = LARGEST) long b) {
        check(Field.KEYS, a, b);
        check(Field.CHECKS, Field.CHECKS.of(a), Field.CHECKS.of(b));
    }

    /** The prime is a second form of 0. It is the lower part of 3 times a third of 2^(bits+1)-1. */
    @Test
    void aProductWhoseLowerPartIsThePrimeIsReduced() {
        check(Field.KEYS, 3, ((1L << 62) - 1) / 3);
        check(Field.CHECKS, 3, ((1L << 32) - 1) / 3);
        check(Field.KEYS, LARGEST, LARGEST);
        check(Field.CHECKS, Field.CHECKS.prime() - 1, Field.CHECKS.prime() - 1);
        check(Field.KEYS, 0, LARGEST);
    }

    private static void check(Field field, long a, long b) {
        BigInteger prime = big(field.prime());
        assertEquals(big(a).multiply(big(b)).mod(prime), big(field.times(a, b)));
        assertEquals(big(a).add(big(b)).mod(prime), big(field.plus(a, b)));
        assertEquals(big(a).subtract(big(b)).mod(prime), big(field.minus(a, b)));
    }

    @Property
    void anyNumberIsReducedToTheField(@ForAll long number) {
        assertEquals(big(number).mod(big(Field.KEYS.prime())), big(Field.KEYS.of(number)));
        assertEquals(big(number).mod(big(Field.CHECKS.prime())), big(Field.CHECKS.of(number)));
    }

    @Property(tries = 200)
    void aNumberTimesItsInverseIsOne(@ForAll @LongRange(min = 1, max = LARGEST) long number) {
        assertEquals(1, Field.KEYS.times(number, Field.KEYS.inverse(number)));
    }
}
