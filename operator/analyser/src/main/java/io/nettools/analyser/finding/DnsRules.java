package io.nettools.analyser.finding;

import io.nettools.analyser.dns.DnsExample;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.dns.DnsServer;
import io.nettools.analyser.dns.LostQueries;
import io.nettools.analyser.dns.Outcome;
import io.nettools.analyser.dns.SearchedName;
import io.nettools.analyser.dns.Stranger;
import io.nettools.analyser.dns.Trait;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules about name servers. */
final class DnsRules {
    private static final int NAMED = 3;

    /**
     * Median from which a name server is slow, µs. An answer takes about a millisecond within a cluster, and seldom
     * more than this from the Internet.
     */
    private static final long SLOW_MICROS = 200_000;

    private static final long VERY_SLOW_MICROS = 1_000_000;

    /** Fewest failed queries that are a finding. Every resolver with a search list causes some. */
    private static final long SEARCHED = 10;

    private static final String LOST =
            "DNS queries or their answers are lost on the way. The program waits, usually for"
                    + " seconds, until it asks again; this is not time that the name server takes.";
    private static final String RACE = "A and AAAA are asked for at once from one port, and one of the two queries is"
            + " lost, most likely to a race in the node's connection tracking. The program waits until it asks again.";

    private DnsRules() {}

    static Optional<Diagnosis> answeredByAnother(DnsServer server) {
        return server.strangers().stream().findFirst().map(first -> {
            long hits = server.strangers().stream().mapToLong(Stranger::answers).sum();
            String ends = server.strangers().stream().map(Stranger::address).collect(Collectors.joining(", "));
            DnsExample query = first.first();
            String from = withoutSamePort(first.address(), server.address());
            return Diagnosis.of(
                            Code.AnswerFromAnotherAddress,
                            server.address(),
                            hits,
                            "answers of " + server.address() + " come from " + from
                                    + ": the translation back is missing")
                    .meaning("The client asked " + server.address() + ", and the answers come from " + from
                            + ": their source address was not translated back. The client drops them and waits.")
                    .next(
                            "Do answers take another path than queries: client and DNS pod on one node or bridge (hairpin;"
                                    + " net.bridge.bridge-nf-call-iptables=1), a missing masquerade rule? Was the entry deleted"
                                    + " (conntrack -L -p udp --dport 53)?")
                    .shownBy(Wording.count(hits, "answer") + " with the id and question of a query to "
                            + server.address() + " from " + ends + ", first: " + Quoted.of(query.name()) + " "
                            + query.type() + " asked by " + query.client() + " at " + Wording.time(query.micros())
                            + " UTC");
        });
    }

    private static String withoutSamePort(String end, String other) {
        String port = end.substring(end.lastIndexOf(':'));
        return other.endsWith(port) ? Clients.host(end) : end;
    }

    static Optional<Diagnosis> lost(DnsServer server) {
        LostQueries lost = server.lost();
        long hits = lost.again() + (mostlyAnswers(server) ? lost.atNext() : 0);
        if (hits == 0) {
            return Optional.empty();
        }
        String part = Wording.of(hits, server.transactions());
        boolean race = lost.ofPairs() == hits;
        String each = Wording.span(lost.longestMicros()) + (hits > 1 ? " each" : "");
        String cost = lost.shortestMicros() * 10 >= lost.longestMicros() * 9
                ? each
                : Wording.span(lost.shortestMicros()) + " to " + Wording.span(lost.longestMicros());
        Diagnosis diagnosis = Diagnosis.of(
                        Code.DnsQueryLost,
                        server.address(),
                        hits,
                        part + " DNS queries to " + server.address()
                                + (race
                                        ? " lost: race of A and AAAA in connection tracking, "
                                        : " or their answers lost, which costs ")
                                + cost)
                .meaning(race ? RACE : LOST)
                .shownBy(part + " queries were repeated before they were answered, after " + cost + ": "
                        + examples(lost.examples()))
                .shownBy(answeredWithin(server))
                .shownBy(
                        lost.ofPairs() == 0
                                ? ""
                                : Wording.of(lost.ofPairs(), hits)
                                        + " lost queries were one of A and AAAA, sent together from one port; the other one was"
                                        + " answered at once")
                .shownBy(
                        lost.atNext() == 0 || !mostlyAnswers(server)
                                ? ""
                                : Wording.of(lost.atNext(), hits) + " were answered by the next name server");
        return Optional.of(diagnosis.next(
                lost.ofPairs() > 0
                        ? "Run NodeLocal DNSCache, which asks over TCP without translation, or set options"
                                + " single-request-reopen in the pod's dnsConfig (glibc). conntrack -S on the node:"
                                + " insert_failed grows with each lost query."
                        : "Trace the name server's pod too: does the query arrive there? Look for drops: conntrack -S"
                                + " (insert_failed, drop), nstat -az UdpRcvbufErrors in the DNS pods, the CPU limit of"
                                + " the DNS pods, the network between the nodes."));
    }

    private static String answeredWithin(DnsServer server) {
        long micros = server.lost().answeredMicros();
        return server.lost().again() == 0 ? "" : "the server answers the repeated queries in " + Wording.span(micros);
    }

    /** Whether those that only the next server answered are exceptions, and not a server that is dead. */
    private static boolean mostlyAnswers(DnsServer server) {
        return server.latency().answers() > 0
                && server.latency().answers() >= server.lost().atNext();
    }

    private static long unansweredSurely(DnsServer server) {
        return server.inVain() + (mostlyAnswers(server) ? 0 : server.lost().atNext());
    }

    static Optional<Diagnosis> unanswered(DnsServer server) {
        if (unansweredSurely(server) == 0) {
            return Optional.empty();
        }
        long hits = server.latency().answers() == 0 ? server.count(Outcome.Unanswered) : unansweredSurely(server);
        long pairs = server.count(Trait.LostOfPair);
        String race = pairs > 0
                ? Wording.count(pairs, "time")
                        + " only one of A and AAAA, queried together, was answered: the race in connection tracking"
                : "";
        return Optional.of(Diagnosis.of(
                        Code.DnsUnanswered,
                        server.address(),
                        hits,
                        "name server " + server.address() + " does not answer ("
                                + Wording.of(hits, server.transactions()) + ")")
                .outOf(server.transactions())
                .meaning("DNS queries get no answer from " + server.address()
                        + ": programs wait for seconds, then fail to resolve the name.")
                .shownBy(Wording.of(hits, server.transactions()) + " queries unanswered: "
                        + examples(server, Outcome.Unanswered))
                .shownBy(race)
                .next(
                        "Do the DNS pods run (kubectl -n kube-system get pods -l k8s-app=kube-dns)? Does a NetworkPolicy allow UDP and"
                                + " TCP port 53 to them?"));
    }

    static Optional<Diagnosis> serverFailure(DnsServer server) {
        long servFail = server.count(Outcome.ServFail);
        long refused = server.count(Outcome.Refused);
        long other = server.count(Outcome.FormErr) + server.count(Outcome.OtherError);
        long hits = servFail + refused + other;
        if (hits == 0) {
            return Optional.empty();
        }
        Outcome first = servFail > 0 ? Outcome.ServFail : refused > 0 ? Outcome.Refused : Outcome.OtherError;
        return Optional.of(Diagnosis.of(
                        Code.DnsServerFailure,
                        server.address(),
                        hits,
                        "name server " + server.address() + " fails (" + Wording.of(hits, server.transactions()) + ")")
                .outOf(server.transactions())
                .meaning("The name server " + server.address()
                        + " answers with an error: its upstream server is unreachable, or it refuses"
                        + " to answer.")
                .shownBy("SERVFAIL " + servFail + ", REFUSED " + refused + ", others " + other + " of "
                        + Wording.count(server.transactions(), "query", "queries") + ": "
                        + examples(server, first))
                .next("Read its log (kubectl -n kube-system logs -l k8s-app=kube-dns) and check its"
                        + " upstream servers: the forward line in CoreDNS' Corefile, /etc/resolv.conf"
                        + " of the node."));
    }

    static Optional<Diagnosis> nameNotFound(DnsServer server) {
        long hits = server.count(Outcome.NxDomain);
        if (hits == 0) {
            return Optional.empty();
        }
        String name = server.examples().getOrDefault(Outcome.NxDomain, List.of()).stream()
                .map(DnsExample::name)
                .map(Quoted::of)
                .findFirst()
                .orElse("");
        return Optional.of(Diagnosis.of(
                        Code.DnsNameNotFound,
                        server.address(),
                        hits,
                        "no such name" + (name.isEmpty() ? "" : ": " + name))
                .outOf(server.transactions())
                .meaning(server.address()
                        + " reports that a name does not exist: it is misspelt, or the Service is in"
                        + " another namespace or missing.")
                .shownBy("NXDOMAIN for " + Wording.of(hits, server.transactions()) + " queries: "
                        + examples(server, Outcome.NxDomain))
                .next("Compare with kubectl get svc -A: a Service of another namespace is"
                        + " SERVICE.NAMESPACE.svc.cluster.local. Look for a typo in the client's"
                        + " settings."));
    }

    static Optional<Diagnosis> truncated(DnsServer server) {
        long hits = server.count(Trait.TruncatedNotFollowed);
        if (hits == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.DnsTruncatedNoTcp,
                        server.address(),
                        hits,
                        "truncated DNS answers are not retried over TCP (" + Wording.of(hits, server.transactions())
                                + ")")
                .meaning("Answers from " + server.address()
                        + " are too long for UDP, and the client does not retry over TCP: it uses a"
                        + " part of the answer.")
                .shownBy(Wording.of(hits, server.transactions()) + " answers truncated, no query over TCP followed")
                .next("Does a NetworkPolicy or firewall allow TCP port 53? Some resolvers (musl before"
                        + " 1.2.4) cannot use TCP at all: use another base image, or fewer records."));
    }

    static Optional<Diagnosis> slow(DnsServer server) {
        boolean slow = server.latency().medianMicros() >= SLOW_MICROS
                || server.latency().percentile95Micros() >= VERY_SLOW_MICROS;
        if (!slow) {
            return Optional.empty();
        }
        long median = server.latency().medianMicros();
        String shown = median >= SLOW_MICROS
                ? Wording.span(median)
                : "some answers take " + Wording.span(server.latency().percentile95Micros());
        return Optional.of(Diagnosis.of(
                        Code.DnsSlow,
                        server.address(),
                        server.latency().answers(),
                        "name server " + server.address() + " is slow: " + shown)
                .meaning("The name server " + server.address()
                        + " takes long to answer, and each new connection waits for it first.")
                .shownBy(Wording.count(server.latency().answers(), "answer") + ": half of them within "
                        + Wording.span(median)
                        + ", the slowest took "
                        + Wording.span(server.latency().maxMicros()))
                .next("Check the CPU limit and cache of the DNS pods, and their upstream servers; NodeLocal"
                        + " DNSCache answers on the node."));
    }

    static Optional<Diagnosis> searchList(DnsFacts facts) {
        List<SearchedName> found = facts.searched().stream()
                .filter(name -> !name.foundAs().isEmpty())
                .toList();
        long vain = found.stream().mapToLong(SearchedName::nxDomains).sum();
        if (vain < SEARCHED || vain * 2 < facts.transactions()) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.DnsSearchList,
                        "",
                        vain,
                        Wording.of(vain, facts.transactions()) + " DNS queries only try the search list")
                .meaning("Names are tried with every suffix of the search list before they are found: most DNS"
                        + " queries fail, and each new connection waits for them.")
                .shownBy(Wording.of(vain, facts.transactions()) + " queries answered NXDOMAIN for "
                        + found.stream()
                                .limit(NAMED)
                                .map(name -> Quoted.of(name.name()))
                                .collect(Collectors.joining(", ")))
                .next("End the name with a dot, or lower ndots in the pod's dnsConfig: names with fewer"
                        + " dots (default 5) are tried with the search list first."));
    }

    private static String examples(DnsServer server, Outcome outcome) {
        return examples(server.examples().getOrDefault(outcome, List.of()));
    }

    private static String examples(List<DnsExample> some) {
        return some.stream()
                .limit(NAMED)
                .map(one -> Quoted.of(one.name()) + " " + one.type() + " at " + Wording.time(one.micros()))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
