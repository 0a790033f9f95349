package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.dns.DnsServer;
import io.nettools.analyser.neighbour.Neighbour;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All rules. The lists read as the specification: each rule looks at one gathered value and returns a diagnosis or
 * nothing.
 */
final class Rules {
    private Rules() {}

    /** Rules about the capture as a whole. */
    static final List<Function<CaptureFacts, Optional<Diagnosis>>> CAPTURE = List.of(
            CaptureRules::filterMatchedNothing,
            CaptureRules::otherInterface,
            CaptureRules::noPackets,
            CaptureRules::incomplete,
            CaptureRules::oneDirectionOnly,
            CaptureRules::fragmentsLost);

    /** Rules about each address on the link. */
    static final List<Function<Neighbour, Optional<Diagnosis>>> NEIGHBOUR =
            List.of(NeighbourRules::duplicate, NeighbourRules::unanswered);

    /** Rules about each name server. */
    static final List<Function<DnsServer, Optional<Diagnosis>>> NAME_SERVER = List.of(
            DnsRules::answeredByAnother,
            DnsRules::lost,
            DnsRules::unanswered,
            DnsRules::serverFailure,
            DnsRules::nameNotFound,
            DnsRules::truncated,
            DnsRules::slow);

    /** About connections with one server whose ends speak different protocols. */
    static final List<Function<Misunderstandings, Optional<Diagnosis>>> GREETING =
            List.of(GreetingRules::plainTextOnTlsPort, GreetingRules::wrongProtocol);

    /** Rules about TLS handshakes that failed in one way at one server. */
    static final List<Function<TlsFailures, Optional<Diagnosis>>> TLS = List.of(
            TlsRules::proxyHeader,
            TlsRules::onPlainPort,
            TlsRules::versionMismatch,
            TlsRules::certificateRejected,
            TlsRules::clientCertificate,
            TlsRules::unanswered,
            TlsRules::failed);

    /** Rules about start-ups of PostgreSQL's protocol that failed in one way at one server. */
    static final List<Function<PostgresFailures, Optional<Diagnosis>>> POSTGRES =
            List.of(PostgresRules::unavailable, PostgresRules::loginRefused);

    /** Rules about connections to Redis that failed in one way at one server. */
    static final List<Function<RedisFailures, Optional<Diagnosis>>> REDIS =
            List.of(RedisRules::unavailable, RedisRules::accessDenied, RedisRules::writeRefused);

    /** Rules about starts of MySQL, MongoDB, Kafka, AMQP and LDAP that failed in one way at one server. */
    static final List<Function<StartupFailures, Optional<Diagnosis>>> STARTUP =
            List.of(StartupRules::plainTextOnTlsPort, StartupRules::unavailable, StartupRules::loginRefused);

    /** Rules about all DNS messages together. */
    static final List<Function<DnsFacts, Optional<Diagnosis>>> DNS = List.of(DnsRules::searchList);

    /** Rules about connection tracking. */
    static final List<Function<ConntrackFacts, Optional<Diagnosis>>> CONNTRACK = List.of(ConntrackRules::tableFull);

    /** Rules about each host that is pinged, where replies would be captured. */
    static final List<Function<ServerFacts, Optional<Diagnosis>>> PINGED = List.of(PingRules::unanswered);

    /** Rules about what the kernel counted, beside what the rules about packets found. */
    static final List<Function<KernelFacts, Optional<Diagnosis>>> KERNEL = List.of(
            KernelRules::droppedBeforeInterface,
            KernelRules::acceptQueueFull,
            KernelRules::receiveBufferFull,
            ShortageRules::kernelDrops);

    /** Rules about each server end. */
    static final List<Function<ServerFacts, Optional<Diagnosis>>> SERVER = List.of(
            RejectionRules::hostUnreachable,
            RejectionRules::portUnreachable,
            RejectionRules::timeToLiveExceeded,
            AttemptRules::refused,
            StrangerRules::answerFromAnotherAddress,
            AttemptRules::unanswered,
            AttemptRules::flood,
            AttemptRules::acceptQueueFull,
            AttemptRules::portsHeld,
            AttemptRules::synLost,
            AttemptRules::halfOpen,
            PathRules::pathMtuBlackHole,
            EndingRules::resetByMiddlebox,
            EndingRules::keepAliveRace,
            EndingRules::idleDropped,
            EndingRules::serverGone,
            EndingRules::clientGone,
            EndingRules::forgotten,
            EndingRules::reset,
            PathRules::packetLoss,
            PathRules::reordering,
            TransferRules::receiverWindowFull,
            TransferRules::receiverWindowSmall,
            PathRules::slowNetwork,
            TransferRules::slowApplication,
            HttpRules::plainTextOnTlsPort,
            HttpRules::connectionErrors,
            HttpRules::serverErrors,
            HttpRules::clientErrors,
            HttpRules::responseCut,
            HttpRules::responseStalled,
            HttpRules::unanswered,
            HttpRules::slow);
}
