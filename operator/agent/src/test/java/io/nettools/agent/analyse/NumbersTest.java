package io.nettools.agent.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void unitsArePowersOfAThousand() {
        assertEquals("999 B", Numbers.bytes(999));
        assertEquals("1.0 kB", Numbers.bytes(1000));
        assertEquals("1.0 MB", Numbers.bytes(999_951));
    }

    @Property
    void anyNumberOfBytesHasAShortText(@ForAll @LongRange(min = 0) long bytes) {
        assertTrue(Numbers.bytes(bytes).matches("\\d{1,3}(\\.\\d)? ([kMGTPE])?B"), Numbers.bytes(bytes));
    }

    @Test
    void theUnitOfATimeFollowsItsSize() {
        assertEquals("999 us", Numbers.time(999));
        assertEquals("1.0 ms", Numbers.time(1000));
        assertEquals("1.50 s", Numbers.time(1_500_000));
    }

    @Test
    void oneIsSingular() {
        assertEquals("1 packet", Numbers.count(1, "packet"));
        assertEquals("1,000 packets", Numbers.count(1000, "packet"));
    }
}
