package io.nettools.planner.socket;

import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import io.nettools.planner.socket.Reply.Kind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pod listens on.
 *
 * @param name the pod, as a sentence begins with it
 */
public record PodSockets(String name, Listed<Listener> listeners) {
    /** From here on the kernel takes ports for clients (net.ipv4.ip_local_port_range). */
    private static final int OF_CLIENTS = 32_768;

    static final int NAMED = 4;
    private static final String ANY4 = "0.0.0.0";
    private static final String ANY6 = "::";

    /** What its sockets say of these ends, in sentences for a finding's evidence. */
    public List<String> evidence(Stream<Asked> ends) {
        return ends.distinct()
                .map(this::about)
                .filter(reply -> reply.kind() != Kind.Unknown)
                .map(Reply::sentence)
                .distinct()
                .limit(NAMED)
                .toList();
    }

    /** What its sockets say of this end. */
    Reply about(Asked asked) {
        List<Listener> ofPort = listeners.first().stream()
                .filter(one -> one.protocol() == asked.protocol() && one.port() == asked.port())
                .toList();
        List<Listener> taking = those(ofPort, one -> takes(one, asked));
        List<Listener> perhaps =
                those(ofPort, one -> asked.ofIpv4() && one.address().equals(ANY6));
        if (!taking.isEmpty()) {
            return reply(Kind.Listens, taking, "");
        }
        if (!perhaps.isEmpty()) {
            return reply(Kind.MayListen, perhaps, ", which takes IPv4, too, unless it is for IPv6 only");
        }
        if (listeners.count() > listeners.first().size()) {
            return new Reply(Kind.Unknown, "", false);
        }
        return ofPort.isEmpty() ? elsewhere(asked) : otherAddress(asked, ofPort);
    }

    private static boolean takes(Listener one, Asked asked) {
        return one.address().equals(asked.address()) || one.address().equals(asked.ofIpv4() ? ANY4 : ANY6);
    }

    private Reply otherAddress(Asked asked, List<Listener> ofPort) {
        boolean ipv4 =
                !asked.ofIpv4() && ofPort.stream().anyMatch(one -> one.address().equals(ANY4));
        return ipv4
                ? reply(Kind.OtherVersion, ofPort, ", which is IPv4 only, asked on " + asked.end())
                : reply(Kind.OtherAddress, ofPort, " only, asked on " + asked.end());
    }

    private Reply reply(Kind kind, List<Listener> which, String more) {
        String ends = which.stream().map(Listener::end).collect(Collectors.joining(" and "));
        return new Reply(
                kind,
                name + verb(which) + ends + more,
                which.stream().anyMatch(one -> one.seen() == Seen.BothTimes)
                        && (kind == Kind.Listens || !changed(which)));
    }

    private static boolean changed(List<Listener> which) {
        return which.stream().anyMatch(one -> one.seen() != Seen.BothTimes);
    }

    private static String verb(List<Listener> which) {
        if (which.stream().allMatch(one -> one.seen() == Seen.EndOnly)) {
            return " began during the capture to listen on ";
        }
        return which.stream().allMatch(one -> one.seen() == Seen.BeginOnly)
                ? " stopped during the capture listening on "
                : " listens on ";
    }

    /** No socket has the port. */
    private Reply elsewhere(Asked asked) {
        List<Listener> all = those(
                listeners.first(),
                one -> one.protocol() == asked.protocol()
                        && (one.protocol() == Protocol.TCP || one.port() < OF_CLIENTS));
        List<Listener> others = those(all, one -> one.seen() != Seen.BeginOnly);
        if (others.isEmpty()) {
            String none = asked.protocol() == Protocol.TCP
                    ? " listens on no TCP port, asked on "
                    : " does not listen on UDP port ";
            return new Reply(Kind.Nothing, name + none + asked.port(), all.isEmpty());
        }
        List<Listener> reachable = those(others, one -> !ofLoopback(one.address()));
        List<Listener> named = reachable.isEmpty() ? others : reachable;
        String where = reachable.isEmpty()
                ? some(others.stream().map(Listener::end).toList())
                : ports(asked.protocol(), reachable);
        return new Reply(
                Kind.OtherPort,
                name + verb(named) + where + ", asked on " + asked.port(),
                named.stream().anyMatch(one -> one.seen() == Seen.BothTimes));
    }

    private static String ports(Protocol protocol, List<Listener> which) {
        List<String> ports = which.stream()
                .map(one -> Integer.toString(one.port()))
                .distinct()
                .toList();
        return protocol + (ports.size() == 1 ? " port " : " ports ") + some(ports);
    }

    private static String some(List<String> all) {
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? named + " and " + (all.size() - NAMED) + " more" : named;
    }

    private static boolean ofLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private static List<Listener> those(List<Listener> all, Predicate<Listener> which) {
        return all.stream().filter(which).toList();
    }
}
