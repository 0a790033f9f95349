package io.nettools.agent.analyse;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.text.Printable;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.TargetStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An analysis for a person: first the summary, then the findings with their next steps, then the tables behind them.
 * Empty sections are left out.
 */
final class Text {
    static final int LONGEST_NAME = 200;

    private final List<String> lines = new ArrayList<>();

    private Text() {}

    static String of(Analysis analysis) {
        Text text = new Text();
        text.all(analysis);
        return String.join("\n", text.lines) + "\n";
    }

    private void all(Analysis analysis) {
        TargetStatus status = analysis.status();
        lines.add(Printable.of(analysis.file(), LONGEST_NAME) + ": " + status.summary());
        lines.add(extent(analysis.report().extent()));
        status.findings().forEach(this::finding);
        Tables.of(status).forEach(one -> table(one.title(), one.table(), one.count()));
        if (status.conntrack() != null) {
            section("Connection tracking", conntrack(status.conntrack()));
        }
        section("Notes", status.notes());
        section("Packets", status.packets());
    }

    /** The extent, such as {@code 12 packets, 1.0 kB on the wire in 3.9 ms, from 2025-11-18T02:32:28.679560Z}. */
    private static String extent(Report.Extent extent) {
        String volume = Numbers.count(extent.packets(), "packet") + ", " + Numbers.bytes(extent.bytes());
        if (extent.packets() == 0) {
            return volume;
        }
        // a clock may have been set back
        long micros = Math.max(0, extent.lastMicros() - extent.firstMicros());
        return volume + " on the wire in " + Numbers.time(micros) + ", from "
                + Instant.EPOCH.plus(extent.firstMicros(), ChronoUnit.MICROS);
    }

    private void finding(Finding finding) {
        lines.add("");
        lines.add(finding.severity().name().toUpperCase(Locale.ROOT) + " " + finding.code() + ": " + finding.message());
        finding.evidence().forEach(line -> lines.add("  " + line));
        lines.add("  Next: " + finding.nextStep());
    }

    private static List<String> conntrack(ConntrackSummary conntrack) {
        if (!conntrack.tracking()) {
            return List.of(conntrack.reason());
        }
        Conntrack.Events events = conntrack.events();
        List<String> said = new ArrayList<>();
        said.add("entries %d; events: new %d, updated %d, destroyed %d (without a reply %d), lost %d"
                .formatted(
                        conntrack.entries(),
                        events.created(),
                        events.updated(),
                        events.destroyed(),
                        events.unreplied(),
                        conntrack.lost()));
        conntrack.states().forEach((state, times) -> said.add(state + " " + Numbers.count(times)));
        conntrack.translations().forEach(one -> said.add(translation(one)));
        return said;
    }

    /** A translation, such as {@code TCP 10.244.1.5:40000 > 10.96.0.20:80 is 10.244.2.7:8080 (2 connections)}. */
    private static String translation(Conntrack.Translation one) {
        String server = one.translatedServer().isEmpty() ? "" : " is " + one.translatedServer();
        String client = one.translatedClient().isEmpty() ? "" : ", seen as " + one.translatedClient();
        return "%s %s > %s%s%s (%s%s)"
                .formatted(
                        one.protocol(),
                        one.client(),
                        one.server(),
                        server,
                        client,
                        Numbers.count(one.connections(), "connection"),
                        one.replied() ? "" : ", no reply");
    }

    private void table(String title, Table table, long all) {
        if (table.size() == 0) {
            return;
        }
        String cut = " (%s of %s; --full lists all)".formatted(Numbers.count(table.size()), Numbers.count(all));
        title(title + (table.size() < all ? cut : ""));
        lines.addAll(table.lines());
    }

    private void section(String title, List<String> said) {
        if (!said.isEmpty()) {
            title(title);
            said.forEach(line -> lines.add("  " + line));
        }
    }

    private void title(String title) {
        lines.add("");
        lines.add(title);
    }
}
