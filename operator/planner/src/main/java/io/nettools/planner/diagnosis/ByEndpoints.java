package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.text.Quoted;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Endpoint;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.diagnosis.ServiceCheck.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the Service that clients use means for a finding. The author sees selectors and pods of his own namespace, and of
 * those that he may read.
 */
public final class ByEndpoints {
    private static final Set<Code> REFUSED = EnumSet.of(Code.ConnectionRefused);

    /** What the analyser adds when it has found the same at several servers; the finding is about the first. */
    private static final Pattern ALIKE = Pattern.compile(", \\d+ more alike$");

    private final Finding finding;
    private final String node;
    private final String namespace;

    private ByEndpoints(Finding finding, String node, String namespace) {
        this.finding = finding;
        this.node = node;
        this.namespace = namespace;
    }

    /**
     * The finding with what is wrong with the Service as its cause; the finding itself when nothing is.
     *
     * @param node of the client
     * @param namespace of the trace
     */
    public static Finding explained(
            Finding finding, ServiceRef asked, ServiceAnswer answer, String node, String namespace) {
        ByEndpoints by = new ByEndpoints(finding, node, namespace);
        return switch (asked) {
            case ServiceRef.At address -> answer.service().map(by::unanswered).orElse(finding);
            case ServiceRef.Called name ->
                answer.service().map(facts -> by.unresolved(facts, name)).orElseGet(() -> by.notFound(name, answer));
        };
    }

    /** That nothing is behind a Service, whether or not a packet shows it. */
    public static Optional<Finding> unused(ServiceFacts facts, String namespace) {
        ServiceCheck check = new ServiceCheck(facts, namespace);
        String address = facts.spec().addresses().stream().findFirst().orElse("");
        return check.withoutEndpoints().map(cause -> {
            String headline = check.headline(cause, address);
            return new Finding(
                    cause.code().name(),
                    Severity.Error,
                    headline,
                    headline + ".",
                    List.of(),
                    cause.nextStep(),
                    "",
                    address.isEmpty() ? About.NOTHING : About.server(address));
        });
    }

    private Finding unanswered(ServiceFacts facts) {
        ServiceCheck check = new ServiceCheck(facts, namespace);
        return check.at(finding.server(), node)
                .map(cause -> caused(cause, check.headline(cause, finding.server())))
                .or(() -> refusedByPods(facts))
                .orElse(finding);
    }

    /** All of its pods refuse: the packets have passed the Service. */
    private Optional<Finding> refusedByPods(ServiceFacts facts) {
        List<Endpoint> serving =
                facts.behind().endpoints().stream().filter(Endpoint::serving).toList();
        boolean all = finding.isOneOf(REFUSED)
                && finding.severity() == Severity.Error
                && !facts.spec().local();
        return facts.spec().portsAt(finding.server()).stream()
                .filter(port -> all && facts.readable())
                .findFirst()
                .flatMap(port -> serving.stream()
                        .flatMap(one -> Stream.ofNullable(one.ports().get(port.name())))
                        .findFirst()
                        .map(target -> {
                            String pods = serving.size() == 1
                                            && !serving.getFirst().pod().isEmpty()
                                    ? "pod " + serving.getFirst().pod()
                                    : "the pods behind it";
                            String headline = facts.service().text(namespace) + " (" + finding.server()
                                    + ") goes to port " + target + " of " + pods + ", which refuse"
                                    + (pods.startsWith("pod ") ? "s" : "") + " connections";
                            return with(
                                    finding.code(),
                                    headline,
                                    "Does a program in the pod listen on port " + target + " (ss -ltn), and not only on"
                                            + " 127.0.0.1? Write the port on which it listens as targetPort: kubectl"
                                            + " describe service -n "
                                            + facts.service().namespace() + " "
                                            + facts.service().name() + ".");
                        }));
    }

    /** The Service exists, and its name has no address. */
    private Finding unresolved(ServiceFacts facts, ServiceRef.Called called) {
        String service = facts.service().text(namespace);
        if (!facts.spec().externalName().isEmpty()) {
            String headline =
                    service + " stands for " + facts.spec().externalName() + " (ExternalName), which does not resolve";
            return with(
                    Code.ServiceNameWrong.name(),
                    headline,
                    "Correct its externalName: kubectl describe service -n " + called.namespace() + " " + called.name()
                            + ".");
        }
        ServiceCheck check = new ServiceCheck(facts, namespace);
        return check.withoutEndpoints()
                .filter(cause -> facts.spec().headless())
                .map(cause -> caused(cause, "headless " + check.headline(cause, "")))
                .orElse(finding);
    }

    private Finding notFound(ServiceRef.Called called, ServiceAnswer answer) {
        if (answer.elsewhere().isEmpty()) {
            return finding.shownBy(
                    "there is no Service " + Quoted.of(called.name()) + " in namespace " + where(called));
        }
        String there = String.join(", ", answer.elsewhere());
        return with(
                Code.ServiceNameWrong.name(),
                "no Service " + called.name() + " in namespace " + where(called) + ": it is in namespace " + there,
                "Ask for " + called.name() + "." + answer.elsewhere().getFirst() + " instead.");
    }

    /** The namespace that the name asks for: the trace's, or whatever a packet says. */
    private String where(ServiceRef.Called called) {
        return called.namespace().equals(namespace) ? namespace : Quoted.of(called.namespace());
    }

    private Finding caused(Cause cause, String headline) {
        return with(cause.code().name(), headline, cause.nextStep());
    }

    private Finding with(String code, String headline, String nextStep) {
        Matcher alike = ALIKE.matcher(finding.headline());
        return finding.causedBy(code, alike.find() ? headline + alike.group() : headline, headline + ".", nextStep);
    }
}
