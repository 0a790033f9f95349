package io.nettools.agent;

import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.OrderReader;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.read.Reading;
import io.nettools.agent.result.TerminationMessage;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.Report;
import java.io.IOException;

/** The analyser container. If the capture never started, the report is empty, which is a result, too. */
final class ReadCommand {
    private final Layout layout;
    private final Termination termination;

    ReadCommand(Layout layout, Termination termination) {
        this.layout = layout;
        this.termination = termination;
    }

    int run(String json) {
        int code = 0;
        Report report;
        try {
            Order order = OrderReader.read(json);
            report = new Reading(order, layout, termination).run();
        } catch (IOException | RuntimeException reason) {
            // without the exception's message, which could quote a packet
            report = Report.nothing(
                    "the capture could not be read: " + reason.getClass().getSimpleName());
            code = 1;
        }
        try {
            TerminationMessage.write(layout.terminationLog(), TerminationMessage.of(report));
        } catch (IOException reason) {
            Log.decision("read", "report-not-written", "message=" + reason.getMessage());
            return 1;
        }
        Log.decision(
                "read",
                "report",
                "packets=" + report.extent().packets() + " flows="
                        + report.flows().count());
        return code;
    }
}
