package io.nettools.planner.status;

import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.cluster.Names;
import java.util.List;

/**
 * One conversation on the path between two pods, as counted at each point.
 *
 * @param protocol tcp, udp, icmp, icmp6 or the number
 * @param local the traced pod's end, address and port
 * @param localName who has its address, e.g. {@code pod web on node-1}; absent when unknown
 * @param remote the other end as the traced pod names it
 * @param remoteName who has its address, e.g. {@code service/web}; absent when unknown
 * @param translated the other end behind a Service or NAT; absent when it is the same
 * @param translatedName who has its address; absent when unknown
 * @param points from the traced pod to the other end
 * @param verdict what happened to its packets, in one sentence
 */
public record PassageAnswer(
        String protocol,
        String local,
        String localName,
        String remote,
        String remoteName,
        String translated,
        String translatedName,
        List<Point> points,
        String verdict) {
    public PassageAnswer {
        localName = localName == null ? "" : localName;
        remoteName = remoteName == null ? "" : remoteName;
        translatedName = translatedName == null ? "" : translatedName;
        translated = translated == null ? "" : translated;
        points = TargetStatus.copy(points);
        verdict = verdict == null ? "" : verdict;
    }

    /** A passage whose ends have no names yet. */
    public PassageAnswer(
            String protocol, String local, String remote, String translated, List<Point> points, String verdict) {
        this(protocol, local, "", remote, "", translated, "", points, verdict);
    }

    /** The same with the names of its ends. */
    public PassageAnswer named(Names names) {
        return new PassageAnswer(
                protocol,
                local,
                names.of(local),
                remote,
                names.of(remote),
                translated,
                names.of(translated),
                points,
                verdict);
    }

    /**
     * Counts at one point of the path.
     *
     * @param place Pod, Node or Uplink
     * @param node node of the point
     * @param pod pod whose interface it is; absent at Node and Uplink
     * @param networkInterface the captured interface; absent when unknown
     * @param sentPackets packets that the traced pod sent; absent where offload splits packets later or has merged them
     * @param receivedPackets packets sent to the traced pod; absent in the same case
     * @param sentBytes payload of TCP and UDP that the traced pod sent, bytes
     * @param receivedBytes payload of TCP and UDP sent to the traced pod, bytes
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
}
