package io.nettools.planner.status;

import io.nettools.analyser.report.Views.Where;
import java.util.List;

/**
 * One conversation on its way between two pods: what passed each point.
 *
 * @param protocol tcp, udp, icmp, icmp6 or the number
 * @param local the traced pod's end, address and port
 * @param remote the other end as the traced pod names it
 * @param translated the other end behind a Service or NAT; absent when it is the same
 * @param points from the traced pod to the other end
 * @param verdict what became of its packets, in a sentence
 */
public record PassageAnswer(
        String protocol, String local, String remote, String translated, List<Point> points, String verdict) {
    public PassageAnswer {
        translated = translated == null ? "" : translated;
        points = TargetStatus.copy(points);
        verdict = verdict == null ? "" : verdict;
    }

    /**
     * What one of them saw.
     *
     * @param place Pod, Node or Uplink
     * @param node where it is
     * @param pod whose interface it is; absent but at a pod's own
     * @param networkInterface on which it listened; absent when it is not known
     * @param sentPackets packets that the traced pod sent; absent where the kernel cuts packets later or has put them together
     * @param receivedPackets packets that were sent to the traced pod; absent as well then
     * @param sentBytes payload of TCP and UDP that the traced pod sent, bytes
     * @param receivedBytes payload of TCP and UDP that was sent to the traced pod, bytes
     */
    public record Point(
            Where place,
            String node,
            String pod,
            String networkInterface,
            Long sentPackets,
            Long receivedPackets,
            long sentBytes,
            long receivedBytes) {
        public Point {
            pod = pod == null ? "" : pod;
            networkInterface = networkInterface == null ? "" : networkInterface;
        }
    }

    PassageAnswer saying(String text) {
        return new PassageAnswer(protocol, local, remote, translated, points, text);
    }
}
