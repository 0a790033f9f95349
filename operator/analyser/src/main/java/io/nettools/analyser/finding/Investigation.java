package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.text.Printable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Collects the facts for findings. Each conversation is added when it leaves the table or at the end, so that evicted
 * ones count too.
 */
public final class Investigation implements Consumer<Conversation> {
    private static final int LONGEST_FILTER = 120;

    private final ServerTable ended = new ServerTable();
    private final Strangers strangers = new Strangers();
    private final Traffic traffic = new Traffic();
    private CaptureFacts capture = new CaptureFacts(0, "", "", 0, Fragmented.NONE, Directions.UNKNOWN, List.of());
    private KernelFacts kernel = KernelFacts.unknown(capture);

    /** Adds a conversation that will not change any more. */
    @Override
    public void accept(Conversation conversation) {
        strangers.add(conversation);
        ended.add(conversation, conversation.lastMicros(), strangers);
        traffic.add(conversation);
    }

    /** Takes the order and the capture container's report. */
    public void captured(Order order, CaptureReport said) {
        List<NetworkInterface> counted =
                said.interfaces().stream().filter(one -> one.packets() >= 0).toList();
        String filter = Printable.of(order.capture().filter(), LONGEST_FILTER);
        capture = new CaptureFacts(
                0,
                order.capture().networkInterface(),
                filter,
                said.counts().droppedByKernel(),
                Fragmented.NONE,
                Directions.UNKNOWN,
                counted);
        kernel = KernelFacts.of(order, said, capture);
    }

    /**
     * The findings so far.
     *
     * @param seen facts about the whole capture
     * @param live conversations that may still change
     */
    public Result result(Seen seen, Stream<Conversation> live) {
        ServerTable all = ended.copy();
        List<Conversation> open = live.toList();
        Strangers known = new Strangers(strangers);
        Traffic shown = traffic.copy();
        open.forEach(known::add);
        open.forEach(shown::add);
        open.forEach(conversation -> all.add(conversation, seen.untilMicros(), known));
        List<ServerFacts> servers = all.all(capture.mayBeFiltered());
        CaptureFacts whole = capture.with(seen.packets(), seen.fragmented(), Directions.of(servers));
        List<Diagnosis> diagnoses = Findings.of(new Facts(
                whole,
                capture.interfaces().isEmpty() ? Bystanders.removed(seen.neighbours(), open) : seen.neighbours(),
                seen.dns(),
                seen.failed(),
                seen.conntrack(),
                kernel.showing(whole, shown, seen.neighbours()),
                servers));
        return new Result(
                diagnoses.stream().map(Diagnosis::finding).toList(),
                diagnoses.stream()
                        .filter(one -> one.severity() != Severity.Info || seen.packets() == 0)
                        .map(Diagnosis::headline)
                        .findFirst()
                        .orElse(""));
    }

    /**
     * Facts other than those of conversations.
     *
     * @param packets in the capture
     * @param untilMicros time of the last packet
     * @param neighbours addresses on the link
     * @param dns facts about names and name servers
     * @param failed connections that failed in their first messages
     * @param conntrack facts from connection tracking
     * @param fragmented datagrams
     */
    public record Seen(
            long packets,
            long untilMicros,
            List<Neighbour> neighbours,
            DnsFacts dns,
            FailedOpenings failed,
            ConntrackFacts conntrack,
            Fragmented fragmented) {
        public Seen {
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * The findings.
     *
     * @param findings most serious first
     * @param headline of the first finding above Info, or of the first one if there are no packets; empty without one
     */
    public record Result(List<Finding> findings, String headline) {
        public Result {
            findings = List.copyOf(findings);
        }
    }
}
