package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.open;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** No bytes make a start throw, or its report grow. */
class HostileStartsTest {
    private static final List<String> BEGINNINGS = List.of(
            bytes("'AMQP' 00000901"),
            bytes("00000020 0012 0000 00000007 0004 'cart'"),
            bytes("20000000 01000000 00000000 dd070000"),
            bytes("30 20 02 01 01 60 20"),
            bytes("10 00 00 00 ff 1004"));

    @Property(tries = 500)
    void anyBytesAreRead(@ForAll @Size(max = 300) byte[] asked, @ForAll @Size(max = 300) byte[] answered) {
        for (String beginning : BEGINNINGS) {
            Talk talk = open().asks(beginning + new String(asked, StandardCharsets.ISO_8859_1));
            talk.answers(new String(answered, StandardCharsets.ISO_8859_1));
            Starts.in(open().answers(beginning + new String(asked, StandardCharsets.ISO_8859_1))
                    .capture()
                    .bytes());
            assertSmall(talk.serverEnds().capture().bytes());
        }
    }

    @Test
    void realStartsWithOneOtherByteAreRead() throws IOException {
        Random random = new Random(7);
        for (Path capture : VariantsTest.captures()) {
            byte[] file = Files.readAllBytes(capture);
            for (int tries = 0; tries < 20; tries++) {
                byte[] other = file.clone();
                other[random.nextInt(Math.min(40, other.length - 1), other.length)] = (byte) random.nextInt();
                assertSmall(other);
            }
        }
    }

    private static void assertSmall(byte[] file) {
        for (var failure : Starts.in(file)) {
            Refusal first = failure.first();
            assertTrue(first.words().length() <= 200 && first.user().length() <= 100, first::toString);
            assertTrue((first.words() + first.user()).chars().allMatch(c -> c >= ' ' && c <= '~'), first::toString);
        }
    }

    @Test
    void manyServersAndCausesAreBounded() {
        Capture capture = Capture.of(Capture.RAW);
        List<String> codes = new ArrayList<>();
        for (int code = 1000; code < 1150; code++) {
            codes.add("\u0010\0\0\0\u00ff" + Starts.little(code, 2) + "#HY000words..");
        }
        for (int i = 0; i < codes.size(); i++) {
            new Talk(capture, 40_000 + i).handshake().answers(codes.get(i));
        }
        assertTrue(Starts.in(capture.bytes()).size() <= 64);
    }
}
