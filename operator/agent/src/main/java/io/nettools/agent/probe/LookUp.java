package io.nettools.agent.probe;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Seclusion;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.agent.target.Unprivileged;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Names as the pod's own resolver would find them: its server, its search list, asked in its namespace. */
record LookUp(NetworkNamespace namespace, TargetSearch search, Seclusion seclusion) {
    private static final Path FOLDER = Path.of("etc");
    private static final Path FILE = Path.of("resolv.conf");

    /** Looks up a name as the pod's resolver does. The first of the types that exists counts. */
    Found asThePod(String name, List<String> types, Limit limit) throws IOException {
        ResolvConf settings = search.file(namespace, FOLDER, FILE)
                .map(ResolvConf::parse)
                .orElseThrow(() -> new IOException("no process of the pod has a resolv.conf that can be read"));
        String server = settings.server().orElseThrow(() -> new IOException("the pod's resolv.conf names no server"));
        return first(server, settings.candidates(name), types, limit);
    }

    /** Looks up exactly this name at this server. */
    Found at(String server, String name, String type, Limit limit) throws IOException {
        return first(server, List.of(name.endsWith(".") ? name : name + "."), List.of(type), limit);
    }

    /**
     * The first reply other than NameNotFound, else the last reply. After a query without an answer no further name is
     * asked.
     */
    private Found first(String server, List<String> names, List<String> types, Limit limit) throws IOException {
        long micros = 0;
        Found last = new Found(Outcome.TimedOut, "", List.of(), 0);
        for (String name : names) {
            for (String type : types) {
                if (limit.over()) {
                    return new Found(Outcome.TimedOut, "", List.of(), micros);
                }
                Tool.Outcome dig = Tool.runUnprivileged(
                        namespace, seclusion, Unprivileged.Plain, limit.rest(), Dig.command(server, name, type));
                Dig.Reply reply = Dig.reply(dig, type);
                micros += reply.micros().orElse(0);
                last = new Found(reply.outcome(), reply.rcode(), reply.answers(), micros);
                if (reply.outcome() != Outcome.NameNotFound) {
                    return last;
                }
            }
        }
        return last;
    }

    /**
     * The result of the last query.
     *
     * @param rcode mnemonic; empty without a response
     * @param micros the sum over all queries that were answered
     */
    record Found(Outcome outcome, String rcode, List<String> answers, long micros) {}
}
