package io.nettools.planner.socket;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.socket.AskedPod.Heard;
import io.nettools.planner.socket.Reply.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Findings about servers, with what the pods of the servers listen on. A kernel refuses what no socket takes, so that the sockets are the
 * cause of a refusal; of silence they are evidence only.
 */
public final class Explained {
    private static final Set<Code> REFUSED = Set.of(Code.ConnectionRefused);

    private Explained() {}

    /**
     * The findings in their order.
     *
     * @param own the pod whose capture gave them
     * @param peers pods at the other end
     */
    public static List<Finding> of(List<Finding> findings, AskedPod own, List<AskedPod> peers) {
        return findings.stream().map(one -> of(one, own, peers)).toList();
    }

    private static Finding of(Finding finding, AskedPod own, List<AskedPod> peers) {
        List<Heard> heard = Stream.concat(
                        own.about(finding).stream(), peers.stream().flatMap(peer -> peer.aboutOther(finding).stream()))
                .filter(one -> one.reply().kind() != Kind.Unknown)
                .distinct()
                .toList();
        return heard.isEmpty() ? finding : worded(finding, heard);
    }

    private static Finding worded(Finding finding, List<Heard> heard) {
        Finding shown = finding.shownBy(heard.stream()
                .map(one -> one.reply().sentence())
                .distinct()
                .limit(PodSockets.NAMED)
                .toList());
        boolean refusedAll = finding.isOneOf(REFUSED) && finding.severity() == Severity.Error;
        if (!refusedAll) {
            return shown;
        }
        Heard first = heard.getFirst();
        if (heard.stream().allMatch(one -> one.reply().explains())) {
            return shown.saying(
                    shown.headline() + ": " + first.reply().sentence(),
                    "Nothing accepts connections at " + server(finding, first) + ": "
                            + first.reply().sentence() + ".",
                    step(first));
        }
        return heard.stream()
                        .allMatch(one -> one.reply().kind() == first.reply().kind()
                                && one.reply().steady())
                ? although(shown, server(finding, first), first)
                : shown;
    }

    private static Finding although(Finding finding, String server, Heard first) {
        return switch (first.reply().kind()) {
            case Listens ->
                finding.saying(
                        finding.headline(),
                        "Connections to " + server + " are refused although "
                                + first.reply().sentence()
                                + ": a firewall rule inside the pod that rejects or redirects them is the usual cause.",
                        step(first));
            case MayListen -> finding.saying(finding.headline(), finding.message(), step(first));
            case OtherAddress, OtherVersion, OtherPort, Nothing, Unknown -> finding;
        };
    }

    /** The server as the finding has it: its client may ask a Service. */
    private static String server(Finding finding, Heard first) {
        return Asked.in(finding.message(), first.asked().protocol())
                .map(Asked::end)
                .findFirst()
                .orElse(first.asked().end());
    }

    private static String step(Heard heard) {
        int port = heard.asked().port();
        return switch (heard.reply().kind()) {
            case OtherAddress ->
                "Let the program listen on the pod's address or on all addresses (0.0.0.0 or [::]): look for bind, host"
                        + " or listen in its configuration.";
            case OtherVersion ->
                "Let the program listen on [::]:" + port
                        + ", too, or let clients use IPv4 (ipFamilies of the Service, AAAA" + " records of the name).";
            case OtherPort ->
                "Compare the port in the program's configuration with the targetPort of the Service (kubectl get"
                        + " svc,endpointslices -o yaml) and with the port that clients use.";
            case Nothing, Unknown -> "Does the program run, or does it still start (kubectl get pod, kubectl logs)?";
            case Listens ->
                "Look at the rules inside the pod: nft list ruleset or iptables-save -c, and the sidecar's log. Did the"
                        + " program restart meanwhile (kubectl get pod: RESTARTS)?";
            case MayListen ->
                "Is the socket for IPv6 only (ss -ltne in the pod: v6only:1)? Then let the program listen on 0.0.0.0:"
                        + port
                        + ", too. Else look at the rules inside the pod: nft list ruleset or iptables-save -c.";
        };
    }
}
