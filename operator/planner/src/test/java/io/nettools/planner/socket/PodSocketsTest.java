package io.nettools.planner.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import io.nettools.planner.socket.Reply.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSocketsTest {
    /** The sockets of a line: {@code TCP 127.0.0.1 8080 BothTimes; UDP :: 53 EndOnly}. */
    static PodSockets listening(String sockets) {
        List<Listener> all = Arrays.stream(sockets.split(";"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> one.split(" "))
                .map(words -> new Listener(
                        Protocol.valueOf(words[0]),
                        words[1],
                        Integer.parseInt(words[2]),
                        words.length > 3 ? Seen.valueOf(words[3]) : Seen.BothTimes))
                .toList();
        return new PodSockets("the pod", new Listed<>(all.size(), all));
    }

    static Asked asked(String protocol, String end) {
        return Asked.of(protocol, end).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.244.1.5:8080 | TCP 127.0.0.1 8080                    | OtherAddress | the pod listens on 127.0.0.1:8080 only, asked on 10.244.1.5:8080
                    10.244.1.5:8080 | TCP 127.0.0.1 8080; TCP ::1 8080      | OtherAddress | the pod listens on 127.0.0.1:8080 and [::1]:8080 only, asked on 10.244.1.5:8080
                    10.244.1.5:8080 | TCP 10.244.1.4 8080; TCP :: 9090      | OtherAddress | the pod listens on 10.244.1.4:8080 only, asked on 10.244.1.5:8080
                    10.244.1.5:8080 | TCP fd00::5 8080                      | OtherAddress | the pod listens on [fd00::5]:8080 only, asked on 10.244.1.5:8080
                    [fd00::5]:8080  | TCP 0.0.0.0 8080                      | OtherVersion | the pod listens on 0.0.0.0:8080, which is IPv4 only, asked on [fd00::5]:8080
                    [fd00::5]:8080  | TCP 127.0.0.1 8080                    | OtherAddress | the pod listens on 127.0.0.1:8080 only, asked on [fd00::5]:8080
                    10.244.1.5:8080 | TCP :: 8080                           | MayListen    | the pod listens on [::]:8080, which takes IPv4, too, unless it is for IPv6 only
                    [fd00::5]:8080  | TCP :: 8080                           | Listens      | the pod listens on [::]:8080
                    10.244.1.5:8080 | TCP 0.0.0.0 8080; TCP :: 8080         | Listens      | the pod listens on 0.0.0.0:8080
                    10.244.1.5:8080 | TCP 10.244.1.5 8080                   | Listens      | the pod listens on 10.244.1.5:8080
                    127.0.0.1:8080  | TCP 127.0.0.1 8080                    | Listens      | the pod listens on 127.0.0.1:8080
                    10.244.1.5:8080 | TCP :: 8081; UDP 0.0.0.0 8080         | OtherPort    | the pod listens on TCP port 8081, asked on 8080
                    10.244.1.5:8080 | TCP 0.0.0.0 8081; TCP :: 8081; TCP 127.0.0.1 9; TCP :: 8082 | OtherPort | the pod listens on TCP ports 8081, 8082, asked on 8080
                    10.244.1.5:8080 | TCP :: 1; TCP :: 2; TCP :: 3; TCP :: 4; TCP :: 5; TCP :: 6  | OtherPort | the pod listens on TCP ports 1, 2, 3, 4 and 2 more, asked on 8080
                    10.244.1.5:8080 | TCP 127.0.0.1 8081                    | OtherPort    | the pod listens on 127.0.0.1:8081, asked on 8080
                    10.244.1.5:8080 | UDP 0.0.0.0 8080                      | Nothing      | the pod listens on no TCP port, asked on 8080
                    """)
    void whatIsThereInsteadIsNamed(String end, String sockets, Kind kind, String sentence) {
        assertEquals(new Reply(kind, sentence, true), listening(sockets).about(asked("TCP", end)));
    }

    /** A resolver's socket for one query is no server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UDP 0.0.0.0 40000; TCP 0.0.0.0 53 | the pod does not listen on UDP port 53
                    UDP 0.0.0.0 5353                  | the pod listens on UDP port 5353, asked on 53
                    UDP 127.0.0.1 53                  | the pod listens on 127.0.0.1:53 only, asked on 10.244.1.5:53
                    """)
    void datagramsHaveTheirOwnSockets(String sockets, String sentence) {
        assertEquals(
                sentence,
                listening(sockets).about(asked("UDP", "10.244.1.5:53")).sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TCP 0.0.0.0 8080 EndOnly                        | false | the pod began during the capture to listen on 0.0.0.0:8080
                    TCP 0.0.0.0 8080 BeginOnly                      | false | the pod stopped during the capture listening on 0.0.0.0:8080
                    TCP 127.0.0.1 8080 EndOnly                      | false | the pod began during the capture to listen on 127.0.0.1:8080 only, asked on 10.244.1.5:8080
                    TCP 127.0.0.1 8080; TCP 127.0.0.2 8080 EndOnly  | false | the pod listens on 127.0.0.1:8080 and 127.0.0.2:8080 only, asked on 10.244.1.5:8080
                    TCP 0.0.0.0 8081 EndOnly                        | false | the pod began during the capture to listen on TCP port 8081, asked on 8080
                    TCP 0.0.0.0 8081 BeginOnly                      | false | the pod listens on no TCP port, asked on 8080
                    TCP 0.0.0.0 8080; TCP 10.244.1.5 8080 EndOnly   | true  | the pod listens on 0.0.0.0:8080 and 10.244.1.5:8080
                    """)
    void whatChangedMeanwhileIsNotSteady(String sockets, boolean steady, String sentence) {
        Reply reply = listening(sockets).about(asked("TCP", "10.244.1.5:8080"));
        assertEquals(sentence, reply.sentence());
        assertEquals(steady, reply.steady());
    }

    @Test
    void aListThatWasCutProvesOnlyWhatIsInIt() {
        List<Listener> some =
                listening("TCP 127.0.0.1 8080; TCP 0.0.0.0 8081").listeners().first();
        PodSockets cut = new PodSockets("the pod", new Listed<>(3, some));
        assertEquals(Kind.Unknown, cut.about(asked("TCP", "10.244.1.5:8080")).kind());
        assertEquals(Kind.Unknown, cut.about(asked("TCP", "10.244.1.5:9090")).kind());
        assertEquals(Kind.Listens, cut.about(asked("TCP", "10.244.1.5:8081")).kind());
        assertEquals(List.of(), cut.evidence(Stream.of(asked("TCP", "10.244.1.5:9090"))));
    }

    @Test
    void evidenceNamesAFewEnds() {
        Stream<Asked> ends = IntStream.range(1, 100).mapToObj(port -> asked("TCP", "10.244.1.5:" + port));
        assertEquals(4, listening("TCP 0.0.0.0 8080").evidence(ends).size());
    }

    @Test
    void onlyADeafPodExplains() {
        for (Kind kind : Kind.values()) {
            assertEquals(kind.nobody(), new Reply(kind, "", true).explains());
            assertFalse(new Reply(kind, "", false).explains());
        }
        assertTrue(Kind.Nothing.nobody());
        assertFalse(Kind.MayListen.nobody());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Nothing accepts connections at 10.244.1.5:8080: the host answers | 10.244.1.5:8080
                    1 more alike at [fd00::5]:80, 10.0.0.1:81 and 3 more             | [fd00::5]:80 10.0.0.1:81
                    at 12:00:00.123 to 12:00:01.000 UTC, 10.244.1.5                  | ''
                    no such name: "10.0.0.1:81", asked by 10.0.0.2:82                | 10.0.0.2:82
                    v1.10.244.1.5:8080 10.244.1.5:808080                             | ''
                    """)
    void theEndsOfASentenceAreFound(String sentence, String ends) {
        assertEquals(
                ends,
                String.join(
                        " ", Asked.in(sentence, Protocol.TCP).map(Asked::end).toList()));
    }

    @Test
    void anEndWithoutAPortIsNotAsked() {
        assertTrue(Asked.of("ICMP", "10.0.0.1").isEmpty());
        assertTrue(Asked.of("TCP", "10.0.0.1").isEmpty());
        assertTrue(Asked.of("ICMP", "10.0.0.1:80").isEmpty());
    }
}
