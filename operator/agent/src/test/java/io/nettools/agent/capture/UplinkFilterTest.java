package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.Command;
import io.nettools.analyser.report.Views.Where;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expression as tcpdump compiles it, on frames of real tunnels' forms. */
class UplinkFilterTest {
    private static final String TARGET = "10.244.1.7";
    private static final String STRANGER = "10.244.1.8";
    private static final String ELSEWHERE = "10.244.2.9";
    private static final String TARGET6 = "fd00:10:244:1::7";
    private static final String STRANGER6 = "fd00:10:244:1::8";
    private static final String ELSEWHERE6 = "fd00:10:244:2::9";
    private static final String NODE6 = "2001:db8::11";
    private static final String OTHER_NODE6 = "2001:db8::12";
    /** BPF_MAXINSNS (linux/bpf_common.h): a longer program is refused. */
    private static final int MOST_INSTRUCTIONS = 4096;

    private static final int VXLAN = 4789;
    private static final int FLANNEL = 8472;
    private static final int GENEVE = 6081;

    @TempDir
    Path folder;

    @Test
    void aTargetsPacketsPassInTheClearAndInTunnels() throws Exception {
        assertEquals(1, passing(inner(TARGET, ELSEWHERE)));
        assertEquals(1, passing(inner(ELSEWHERE, TARGET)));
        assertEquals(1, passing(inner(TARGET6, ELSEWHERE6)));
        assertEquals(1, passing(vxlan(VXLAN, inner(TARGET, ELSEWHERE))));
        assertEquals(1, passing(vxlan(FLANNEL, inner(ELSEWHERE, TARGET))));
        assertEquals(1, passing(vxlan(VXLAN, inner(ELSEWHERE6, TARGET6))));
        assertEquals(1, passing(geneve(0, inner(TARGET, ELSEWHERE))));
        assertEquals(1, passing(geneve(8, inner(ELSEWHERE, TARGET))));
        assertEquals(1, passing(geneve(8, inner(TARGET6, ELSEWHERE6))));
        assertEquals(1, passing(inIp(inner(TARGET, ELSEWHERE))));
        assertEquals(1, passing(inIp(inner(ELSEWHERE6, TARGET6))));
    }

    @Test
    void packetsOfOtherPodsNeverPass() throws Exception {
        assertEquals(0, passing(inner(STRANGER, ELSEWHERE)));
        assertEquals(0, passing(inner(STRANGER6, ELSEWHERE6)));
        assertEquals(0, passing(vxlan(VXLAN, inner(STRANGER, ELSEWHERE))));
        assertEquals(0, passing(vxlan(VXLAN, inner(STRANGER6, ELSEWHERE6))));
        assertEquals(0, passing(geneve(8, inner(ELSEWHERE, STRANGER))));
        assertEquals(0, passing(geneve(0, inner(ELSEWHERE6, STRANGER6))));
        assertEquals(0, passing(inIp(inner(STRANGER, ELSEWHERE))));
    }

    @ParameterizedTest
    @CsvSource({
        TARGET + "," + ELSEWHERE + ", 1",
        ELSEWHERE + "," + TARGET + ", 1",
        TARGET6 + "," + ELSEWHERE6 + ", 1",
        ELSEWHERE6 + "," + TARGET6 + ", 1",
        STRANGER + "," + ELSEWHERE + ", 0",
        ELSEWHERE + "," + STRANGER + ", 0",
        STRANGER6 + "," + ELSEWHERE6 + ", 0",
        ELSEWHERE6 + "," + STRANGER6 + ", 0"
    })
    void onlyTheTargetsPacketsPassInTunnelsOverIpv6(String source, String destination, int passing) throws Exception {
        byte[] inner = inner(source, destination);
        for (byte[] outer : inIpv6(inner)) {
            assertEquals(passing, passing(outer));
        }
    }

    @Test
    void theTargetsAddressOutsideOfAKnownTunnelDoesNotPass() throws Exception {
        byte[] inner = inner(TARGET, ELSEWHERE);
        assertEquals(0, passing(between6(17, udp(4790, vxlanOf(inner)))));
        assertEquals(0, passing(between6(58, udp(VXLAN, vxlanOf(inner)))));
        assertEquals(0, passing(between6(59, inner)));
        assertEquals(0, passing(between6(60, joined(new byte[] {59, 0, 4, 1, 4, 1, 1, 0}, inner))));
        assertEquals(0, passing(between6(60, joined(new byte[] {4, 1, 4, 1, 4, 1, 1, 0}, inner))));
    }

    /** Twice as many addresses as a pod of two families has. */
    @Test
    void theProgramForFourAddressesFitsIntoTheKernelsLimit() throws Exception {
        String filter = UplinkFilter.of(List.of(TARGET, TARGET6, STRANGER, STRANGER6));
        String program = Command.run("tcpdump", "-y", "EN10MB", "-ddd", filter);
        int instructions = Integer.parseInt(program.lines().findFirst().orElseThrow());
        assertTrue(instructions > 100 && instructions < MOST_INSTRUCTIONS / 4, () -> instructions + " instructions");
    }

    @Test
    void onTheNodeTheUsersFilterIsLimitedToTheTarget() {
        assertEquals(
                "(tcp port 80 or udp\n) and (host 10.244.1.7 or host 10.9.9.9)",
                NodeViews.expression(Where.Node, "tcp port 80 or udp", List.of(TARGET, "10.9.9.9")));
    }

    @Test
    void withoutAValidAddressTheExpressionIsEmpty() {
        assertEquals("", UplinkFilter.of(List.of("host or port 1", "")));
    }

    private int passing(byte[] datagram) throws IOException, InterruptedException {
        byte[] all = pcap(datagram);
        Path capture = Files.write(folder.resolve("one.pcap"), all);
        Path filter = Files.writeString(folder.resolve("filter"), UplinkFilter.of(List.of(TARGET, TARGET6)));
        Path passed = folder.resolve("passed.pcap");
        Command.run(
                "tcpdump", "-Z", "root", "-nr", capture.toString(), "-F", filter.toString(), "-w", passed.toString());
        return Files.size(passed) == all.length ? 1 : 0;
    }

    private static byte[] pcap(byte[] datagram) throws IOException {
        byte[] frame = ethernet(datagram);
        ByteBuffer file = ByteBuffer.allocate(40 + frame.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1);
        file.putLong(0).putInt(frame.length).putInt(frame.length).put(frame);
        return file.array();
    }

    private static byte[] inner(String source, String destination) throws IOException {
        return ip(17, source, destination, udp(9999, "hello".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] vxlan(int port, byte[] inner) throws IOException {
        return between(udp(port, vxlanOf(inner)));
    }

    private static byte[] vxlanOf(byte[] inner) {
        return joined(new byte[] {8, 0, 0, 0, 0, 0, 1, 0}, ethernet(inner));
    }

    private static byte[] geneve(int options, byte[] inner) throws IOException {
        return between(udp(GENEVE, geneveOf(options, inner)));
    }

    private static byte[] geneveOf(int options, byte[] inner) {
        byte[] header = new byte[8 + options];
        header[0] = (byte) (options / 4);
        header[2] = 0x65;
        header[3] = 0x58;
        return joined(header, ethernet(inner));
    }

    /** The datagram in each tunnel with an outer IPv6 header. */
    private static List<byte[]> inIpv6(byte[] inner) throws IOException {
        int version = inner[0] >>> 4 == 4 ? 4 : 41;
        byte[] limit = {(byte) version, 0, /* tunnel encapsulation limit: 4 */ 4, 1, 4, /* PadN */ 1, 1, 0};
        return List.of(
                between6(17, udp(VXLAN, vxlanOf(inner))),
                between6(17, udp(FLANNEL, vxlanOf(inner))),
                between6(17, udp(GENEVE, geneveOf(0, inner))),
                between6(17, udp(GENEVE, geneveOf(8, inner))),
                between6(version, inner),
                between6(60, joined(limit, inner)));
    }

    private static byte[] between6(int protocol, byte[] content) throws IOException {
        return ip(protocol, NODE6, OTHER_NODE6, content);
    }

    private static byte[] inIp(byte[] inner) throws IOException {
        return ip(inner[0] >>> 4 == 4 ? 4 : 41, "192.0.2.11", "192.0.2.12", inner);
    }

    private static byte[] between(byte[] content) throws IOException {
        return ip(17, "192.0.2.11", "192.0.2.12", content);
    }

    private static byte[] ethernet(byte[] datagram) {
        byte[] header = new byte[14];
        boolean four = datagram[0] >>> 4 == 4;
        header[12] = (byte) (four ? 0x08 : 0x86);
        header[13] = (byte) (four ? 0x00 : 0xdd);
        return joined(header, datagram);
    }

    private static byte[] ip(int protocol, String source, String destination, byte[] content) throws IOException {
        byte[] from = InetAddress.ofLiteral(source).getAddress();
        byte[] to = InetAddress.ofLiteral(destination).getAddress();
        ByteBuffer header = ByteBuffer.allocate(from.length == 4 ? 20 : 40);
        if (from.length == 4) {
            header.put((byte) 0x45).put((byte) 0).putShort((short) (20 + content.length));
            header.putInt(0).put((byte) 64).put((byte) protocol).putShort((short) 0);
        } else {
            header.putInt(0x6000_0000)
                    .putShort((short) content.length)
                    .put((byte) protocol)
                    .put((byte) 64);
        }
        header.put(from).put(to);
        return joined(header.array(), content);
    }

    private static byte[] udp(int port, byte[] content) {
        ByteBuffer header = ByteBuffer.allocate(8);
        header.putShort((short) 40000).putShort((short) port).putShort((short) (8 + content.length));
        return joined(header.array(), content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
