package io.nettools.analyser.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0000000000000000, ::",
        "0000000000000000, 0000000000000001, ::1",
        "fd00000000000000, 0000000000000001, fd00::1",
        "fd00000000000000, 0000000000000000, fd00::",
        "20010db800000000, 0001000000000001, 2001:db8::1:0:0:1",
        "20010db800010000, 0000000100000001, 2001:db8:1::1:0:1",
        "20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1",
        "0001000200030004, 0005000600070008, 1:2:3:4:5:6:7:8",
        "0000000000000000, 0000ffff0a000001, ::ffff:10.0.0.1",
        "0000000000000000, 000000000a000001, ::10.0.0.1",
        "0000000000000000, 000000010a000001, ::1:a00:1",
        "0000000000000001, 0000000000000000, 0:0:0:1::"
    })
    void ip6(String high, String low, String text) {
        assertEquals(text, Address.ip6(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0.0.0", "-1, 255.255.255.255", "2130706433, 127.0.0.1", "-1062731520, 192.168.1.0"})
    void ip4(int address, String text) {
        assertEquals(text, Address.ip4(address));
        assertEquals(text, Address.text(4, 0, address & 0xffff_ffffL));
    }
}
