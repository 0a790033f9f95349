package io.nettools.analyser;

import static io.nettools.analyser.wire.Wire.ascii;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.loopback;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.u32;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The twelve packets that users know from the manual procedure: one container of a pod asks the other for {@code /hello.txt} over the pod's
 * loopback interface. Times, numbers and options are those of that procedure.
 */
class SeedCaptureTest {
    private static final long NOON = 1_763_433_148_000_000L;
    private static final long CLIENT = 388_646_906L;
    private static final long SERVER = 3_084_335_693L;
    private static final long T0 = 2_431_590_157L;

    private static final String REQUEST =
            "GET /hello.txt HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: curl/7.82.0\r\nAccept: */*\r\n\r\n";

    private static final String HEAD = String.join(
            "\r\n",
            "HTTP/1.0 200 OK",
            "Server: SimpleHTTP/0.6 Python/3.10.4",
            "Date: Tue, 18 Nov 2025 02:32:28 GMT",
            "Content-type: text/plain",
            "Content-Length: 12",
            "Last-Modified: Mon, 17 Nov 2025 08:08:08 GMT",
            "",
            "");

    private final Capture capture = Capture.cutAt(512, Capture.ETHERNET);

    private static byte[] openingOptions(long echo) {
        return join(hex("0204ffd7 0402080a"), u32(T0), u32(echo), hex("01 030307"));
    }

    private static byte[] options(long value, long echo) {
        return join(hex("0101080a"), u32(value), u32(echo));
    }

    private void client(int micros, String flags, long sequence, long ack, byte[] options, String payload) {
        send(micros, tcp(39_630, 8080, flags, CLIENT + sequence, ack == 0 ? 0 : SERVER + ack, options, ascii(payload)));
    }

    private void server(int micros, String flags, long sequence, long ack, byte[] options, String payload) {
        send(micros, tcp(8080, 39_630, flags, SERVER + sequence, CLIENT + ack, options, ascii(payload)));
    }

    private void send(int micros, byte[] segment) {
        capture.at(NOON + micros).packet(loopback(0x0800, ip4(6, "127.0.0.1", "127.0.0.1", segment)));
    }

    private Report report() {
        client(679_560, "S", 0, 0, openingOptions(0), "");
        server(679_581, "S.", 0, 1, openingOptions(T0), "");
        client(679_593, ".", 1, 1, options(T0, T0), "");
        client(679_638, "P.", 1, 1, options(T0, T0), REQUEST);
        server(679_642, ".", 1, 88, options(T0, T0), "");
        server(681_580, "P.", 1, 88, options(T0 + 2, T0), HEAD);
        client(681_608, ".", 88, 187, options(T0 + 2, T0 + 2), "");
        server(681_675, "P.", 187, 88, options(T0 + 2, T0 + 2), "Hello World\n");
        client(681_684, ".", 88, 199, options(T0 + 2, T0 + 2), "");
        server(681_774, "F.", 199, 88, options(T0 + 2, T0 + 2), "");
        client(681_894, "F.", 88, 200, options(T0 + 2, T0 + 2), "");
        server(681_934, ".", 200, 89, options(T0 + 2, T0 + 2), "");
        return capture.report();
    }

    @Test
    void oneConnectionWithOneRequest() {
        Report report = report();
        Flow flow = new Flow(
                new Flow.Ends("TCP", "127.0.0.1:39630", "127.0.0.1:8080", ""),
                new Flow.Volume(6, 491),
                new Flow.Volume(6, 602),
                33,
                0,
                "",
                Flow.End.Closed,
                Optional.of(details()));
        assertEquals(List.of(flow), report.flows().first());
        assertEquals(
                List.of(new HttpExchange(
                        "127.0.0.1:39630",
                        "127.0.0.1:8080",
                        "",
                        "GET",
                        "/hello.txt",
                        200,
                        "",
                        1942L,
                        "2025-11-18T02:32:28.679638Z")),
                report.protocols().http().first());
        assertEquals(1, report.flows().count());
        assertEquals(1, report.protocols().http().count());
        assertEquals(List.of(), report.notes());
    }

    /** What the times and options of the seed's packets are, worked out by hand. */
    private static Flow.Tcp details() {
        Flow.Sender client = sender(87, 4);
        Flow.Sender server = sender(186, 9);
        return new Flow.Tcp(12, 21, Optional.empty(), 1, 1938, 1938, 0, client, server);
    }

    private static Flow.Sender sender(int largest, long roundTrip) {
        return new Flow.Sender(
                new Flow.Syn(65495, 7, 0),
                largest,
                roundTrip,
                Optional.empty(),
                Flow.Gaps.NONE,
                Optional.empty(),
                0,
                0,
                false);
    }

    @Test
    void totals() {
        Report report = report();
        assertEquals(12, report.extent().packets());
        assertEquals(12, report.extent().loopbackPackets());
        assertEquals(491 + 602, report.extent().bytes());
        assertEquals(NOON + 679_560, report.extent().firstMicros());
        assertEquals(NOON + 681_934, report.extent().lastMicros());
    }

    @Test
    void packetLinesAreThoseOfTheManualProcedure() {
        String c = "IP 127.0.0.1.39630 > 127.0.0.1.8080: Flags ";
        String s = "IP 127.0.0.1.8080 > 127.0.0.1.39630: Flags ";
        String ts = "options [nop,nop,TS val 2431590157 ecr 2431590157]";
        String ts2 = "options [nop,nop,TS val 2431590159 ecr 2431590159]";
        assertEquals(
                List.of(
                        "02:32:28.679560 " + c + "[S], seq 388646906, win 512, options [mss 65495,sackOK,"
                                + "TS val 2431590157 ecr 0,nop,wscale 7], length 0",
                        "02:32:28.679581 " + s + "[S.], seq 3084335693, ack 388646907, win 512, options [mss 65495,"
                                + "sackOK,TS val 2431590157 ecr 2431590157,nop,wscale 7], length 0",
                        "02:32:28.679593 " + c + "[.], ack 1, win 512, " + ts + ", length 0",
                        "02:32:28.679638 " + c + "[P.], seq 1:88, ack 1, win 512, " + ts
                                + ", length 87: HTTP: \"GET /hello.txt HTTP/1.1\"",
                        "02:32:28.679642 " + s + "[.], ack 88, win 512, " + ts + ", length 0",
                        "02:32:28.681580 " + s + "[P.], seq 1:187, ack 88, win 512, options [nop,nop,TS val 2431590159"
                                + " ecr 2431590157], length 186: HTTP: \"HTTP/1.0 200 OK\"",
                        "02:32:28.681608 " + c + "[.], ack 187, win 512, " + ts2 + ", length 0",
                        "02:32:28.681675 " + s + "[P.], seq 187:199, ack 88, win 512, " + ts2 + ", length 12: HTTP",
                        "02:32:28.681684 " + c + "[.], ack 199, win 512, " + ts2 + ", length 0",
                        "02:32:28.681774 " + s + "[F.], seq 199, ack 88, win 512, " + ts2 + ", length 0",
                        "02:32:28.681894 " + c + "[F.], seq 88, ack 200, win 512, " + ts2 + ", length 0",
                        "02:32:28.681934 " + s + "[.], ack 89, win 512, " + ts2 + ", length 0"),
                report().excerpt());
    }
}
