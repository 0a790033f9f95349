package io.nettools.planner.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                "'between (10.0.0.7), <10.0.0.8:53> and 10.0.0.9; again 10.0.0.7:81' | 10.0.0.7 10.0.0.8 10.0.0.9",
                "'no such name: \"10.0.0.8:53\", asked by 10.0.0.9' | 10.0.0.9",
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
                "GET \"/10.0.0.8 10.0.0.9",
                ""
            })
    void aPartOfAnotherWordIsNoAddress(String text) {
        assertEquals(List.of(), Addresses.in(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "198.51.100.7", "9.255.255.255", "172.32.0.1", "100.128.0.1", "198.20.0.1"})
    void anAddressOfTheInternetIsOutsideAClusterOfPrivateOnes(String address) {
        assertTrue(Addresses.mustBeOutside(address, List.of("10.244.1.2")));
        assertFalse(Addresses.mustBeOutside(address, List.of("198.51.100.9")));
        assertFalse(Addresses.mustBeOutside(address, List.of("fd00::2", "10.244.1.2")));
        assertFalse(Addresses.mustBeOutside(address, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.9",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.11",
                "198.19.255.255",
                "169.254.169.254",
                "127.0.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "2001:db8::1"
            })
    void anAddressThatMayBeInTheClusterIsNotCalledOutside(String address) {
        assertFalse(Addresses.mustBeOutside(address, List.of("10.244.1.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "10.244.1.2, 10.244.2.9, true",
        "10.244.1.2, 10.96.0.1, false",
        "fd00:10:244::2, fd00:10:244:1::9, true",
        "fd00:10:244::2, fd00:10:96::1, false",
        "10.244.1.2, 0af4::, false"
    })
    void addressesOfOneNetworkBeginAlike(String one, String other, boolean alike) {
        assertEquals(alike, Addresses.alike(one, other));
    }
}
