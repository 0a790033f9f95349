package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.7:80,    10.0.0.7",
        "10.0.0.7,       10.0.0.7",
        "[fd00::7]:80,   fd00::7",
        "[fd00::7],      fd00::7",
        "fd00::7,        fd00::7",
        ":80,            ''",
        "'',             ''"
    })
    void anEndIsItsAddressAndPerhapsAPort(String end, String address) {
        assertEquals(address, Address.of(end));
    }

    @Property(tries = 200)
    void aMalformedEndHasNoAddress(@ForAll String anything) {
        assertTrue(anything.contains(Address.of(anything)));
        assertTrue(("[" + anything).contains(Address.of("[" + anything)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254:80",
                "fe80::1",
                "[fe80::1]:546",
                "ff02::2",
                "[ff02::fb]:5353",
                "::",
                "0.0.0.0:68",
                "255.255.255.255:67",
                "224.0.0.22",
                "239.255.255.250:1900"
            })
    void whatIsForTheLinkNeedNotLeaveIt(String end) {
        assertTrue(Address.ofTheLink(end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.253.0.1:80",
                "223.255.255.255",
                "240.0.0.1",
                "22.4.0.1",
                "[fd00::1]:53",
                "2001:db8::ff02",
                "::1",
                "10.0.0.0",
                "0.0.0.1"
            })
    void allElseMay(String end) {
        assertEquals(false, Address.ofTheLink(end));
    }
}
