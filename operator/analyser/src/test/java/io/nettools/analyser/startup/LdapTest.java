package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.open;
import static io.nettools.analyser.startup.Starts.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.wire.Talk;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of starts of LDAP. */
class LdapTest {
    private static final int BIND = 0x61;
    private static final int DONE = 0x65;
    private static final int EXTENDED = 0x78;
    private static final String NAME = "cn=admin,dc=shop";
    private static final String BIND_REQUEST =
            message(1, value(0x60, bytes("02 01 03") + value(4, NAME) + value(0x80, "battery")));
    private static final String SEARCH = message(2, value(0x63, value(4, "dc=shop") + bytes("0a0102 0a0100")));
    private static final String START_TLS = message(1, value(0x77, value(0x80, "1.3.6.1.4.1.1466.20037")));

    private static String value(int tag, String content) {
        return (char) tag + bytes("84 000000") + (char) content.length() + content;
    }

    private static String message(int id, String operation) {
        return value(0x30, bytes("02 01") + (char) id + operation);
    }

    private static String result(int id, int operation, int code, String words) {
        return message(id, value(operation, bytes("0a 01") + (char) code + value(4, "") + value(4, words)));
    }

    private static Talk bound(int code, String words) {
        return open().asks(BIND_REQUEST).answers(result(1, BIND, code, words));
    }

    @ParameterizedTest
    @CsvSource({
        "7, Mechanism",
        "8, TlsRequired",
        "13, TlsRequired",
        "32, PasswordWrong",
        "48, Mechanism",
        "49, PasswordWrong",
        "50, NotPermitted",
        "51, Busy",
        "52, ShuttingDown",
        "53, Unwilling",
        "80, OtherError"
    })
    void aRefusedBindHasItsCause(int code, String cause) {
        assertEquals("1 " + cause + " " + code + ": words", refused(bound(code, "words")));
        assertEquals("1 " + cause + " " + code, refused(bound(code, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "52e, PasswordWrong",
        "525, PasswordWrong",
        "532, PasswordExpired",
        "773, PasswordExpired",
        "775, AccountLocked",
        "533, AccountLocked"
    })
    void activeDirectorySaysMore(String data, String cause) {
        String words = "80090308: LdapErr: DSID-0C09, comment: AcceptSecurityContext error, data " + data + ", v3839";
        assertEquals("1 " + cause + " 49: " + words, refused(bound(49, words)));
    }

    @Test
    void whoIsRefusedIsNamedAndThePasswordIsNot() {
        var failures = Starts.in(bound(49, "").capture().bytes());
        assertEquals(NAME, failures.getFirst().first().user());
        assertFalse(failures.toString().contains("battery"), failures::toString);
    }

    @Test
    void aBindThatSucceedsIsNoFailureAndLaterOnesAreNotRead() {
        assertEquals("", refused(bound(0, "").asks(BIND_REQUEST).answers(result(1, BIND, 49, ""))));
    }

    @Test
    void aBindOfSeveralStepsIsReadToItsEnd() {
        Talk talk = bound(14, "").asks(BIND_REQUEST).answers(result(2, BIND, 49, ""));
        assertEquals("1 PasswordWrong 49", refused(talk));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 32})
    void aSearchWithoutABindThatFindsNothingIsNoFailure(int code) {
        assertEquals("", refused(open().asks(SEARCH).answers(result(2, DONE, code, ""))));
    }

    @Test
    void aSearchWithoutABindMayBeForbidden() {
        assertEquals("1 TlsRequired 8: words", refused(open().asks(SEARCH).answers(result(2, DONE, 8, "words"))));
    }

    @Test
    void activeDirectoryWantsABindBeforeASearch() {
        String words = "000004DC: In order to perform this operation a successful bind must be completed";
        assertEquals("1 NotPermitted 1: " + words, refused(open().asks(SEARCH).answers(result(2, DONE, 1, words))));
    }

    @Test
    void aServerWithoutTlsIsNamed() {
        assertEquals("1 TlsMissing 2: no", refused(open().asks(START_TLS).answers(result(1, EXTENDED, 2, "no"))));
        assertEquals("", refused(open().asks(START_TLS).answers(result(1, EXTENDED, 0, ""))));
    }

    @Test
    void aServerThatClosesAfterAGoodbyeIsNoFailure() {
        String goodbye = message(2, value(0x42, ""));
        assertEquals("", refused(open().asks(BIND_REQUEST).asks(goodbye).serverEnds()));
        assertEquals("1 Closes", refused(open().asks(BIND_REQUEST).serverEnds()));
    }

    @Test
    void aNoticeOfDisconnectionIsNamed() {
        assertEquals("1 ShuttingDown 52: bye", refused(open().asks(SEARCH).answers(result(0, EXTENDED, 52, "bye"))));
    }

    @Property(tries = 200)
    void piecesOfAnySizeMakeNoDifference(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 10, max = 60) Integer> sizes) {
        Talk talk = open().asks(BIND_REQUEST, sizes).answers(result(1, BIND, 49, "words"), sizes);
        assertEquals("1 PasswordWrong 49: words", refused(talk));
    }
}
