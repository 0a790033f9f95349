package io.nettools.planner.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are found where a person reads one, and nowhere else. */
class AddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.7 | 10.0.0.7",
                "10.0.0.7:80 | 10.0.0.7",
                "[fd00::7]:80 | fd00::7",
                "fd00::7 | fd00::7",
                "'10.0.0.7:80 refuses connections' | 10.0.0.7",
                "'See 10.0.0.7.' | 10.0.0.7",
                "'at 10.0.0.7:80: 3 of 4' | 10.0.0.7",
                "'from fd00::7: none' | fd00::7",
                "'between (10.0.0.7), \"10.0.0.8:53\" and 10.0.0.9; again 10.0.0.7:81' | 10.0.0.7 10.0.0.8 10.0.0.9",
                "'10.0.0.7>10.0.0.8' | 10.0.0.7 10.0.0.8"
            })
    void anAddressIsFound(String text, String expected) {
        assertEquals(Arrays.asList(expected.split(" ", -1)), Addresses.in(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "http://10.0.0.7:80/hello",
                "ip-10.0.0.7",
                "10.0.0.7.example.org",
                "1.10.0.0.7",
                "10.0.0.256",
                "10.0.0.07",
                "10.0.0...",
                "10.0.0.7...",
                "10.0.0.7\u2026",
                "10.0.0.7:800000",
                "fe80::7%eth0",
                "02:32:28",
                "aa:bb:cc:dd:ee:ff",
                "version 1.2.3",
                ""
            })
    void aPartOfAnotherWordIsNoAddress(String text) {
        assertEquals(List.of(), Addresses.in(text));
    }
}
