package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Diagnosis.Basis;
import io.nettools.planner.status.Sentences;
import io.nettools.planner.status.Summary;
import io.nettools.planner.status.TargetStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One fault: the finding that explains the others, and all findings of it. */
final class Fault {
    /** Limit for a summary before its addresses are named. */
    static final int LINE = 240;

    private static final int EVIDENCE = 6;
    private static final int OF_CAUSE = 4;
    private static final int OBJECTS = 6;

    /** What packets make likely, and do not prove. */
    private static final Set<Code> INFERRED = EnumSet.of(
            Code.PathMtuBlackHole,
            Code.ResetByMiddlebox,
            Code.IdleConnectionDropped,
            Code.PeerGone,
            Code.ConnectionForgotten,
            Code.HttpResponseStalled);

    /** What objects of the cluster explain. */
    private static final Set<Code> COMPUTED =
            EnumSet.of(Code.PolicyDenied, Code.ServiceWithoutEndpoints, Code.ServicePortMissing, Code.ServiceNameWrong);

    private final Seen cause;
    private final List<Seen> all;
    private final List<TargetStatus> targets;

    private Fault(Seen cause, List<Seen> all, List<TargetStatus> targets) {
        this.cause = cause;
        this.all = all;
        this.targets = targets;
    }

    static Diagnosis of(Seen cause, List<Seen> all, List<TargetStatus> targets) {
        return new Fault(cause, all, targets).diagnosis();
    }

    private Diagnosis diagnosis() {
        Finding finding = cause.finding();
        return new Diagnosis(
                code(),
                all.stream()
                        .map(one -> one.finding().severity())
                        .filter(Objects::nonNull)
                        .min(Severity::compareTo)
                        .orElse(Severity.Warning),
                basis(),
                Sentences.cut(who() + headline(finding), LINE),
                finding.message(),
                finding.place(),
                objects(),
                evidence(),
                finding.nextStep());
    }

    private Basis basis() {
        if (cause.isOneOf(COMPUTED)) {
            return Basis.Computed;
        }
        return !cause.placed() && cause.isOneOf(INFERRED) ? Basis.Inferred : Basis.Observed;
    }

    /** A loss of large packets only is the black hole that its receiver infers. */
    private String code() {
        return all.stream()
                .filter(one -> cause.placed() && one.isOneOf(EnumSet.of(Code.PathMtuBlackHole)))
                .findFirst()
                .orElse(cause)
                .finding()
                .code();
    }

    private static String headline(Finding finding) {
        return finding.headline().isEmpty() ? finding.message() : finding.headline();
    }

    /** The pods that show it, in a trace of several pods, unless the headline names its place. */
    private String who() {
        long traced = targets.stream().filter(target -> !target.atOtherEnd()).count();
        List<String> names = all.stream().map(one -> one.by().name()).distinct().toList();
        if (cause.placed() || targets.size() == 1 || (traced == 1 && !cause.by().atOtherEnd())) {
            return "";
        }
        return names.size() == 1 ? "pod " + names.getFirst() + ": " : Summary.count(names.size(), "pod") + ": ";
    }

    private List<String> objects() {
        Stream<String> pods = all.stream().map(Seen::by).map(by -> by.wholeNode() ? by.name() : "pod/" + by.name());
        return Stream.concat(pods, all.stream().flatMap(one -> one.servers().stream()))
                .distinct()
                .limit(OBJECTS)
                .toList();
    }

    /** What shows the cause, then what each other finding adds. */
    private List<String> evidence() {
        Stream<String> others = all.stream()
                .filter(one -> !one.equals(cause))
                .map(one -> one.by().words() + ": "
                        + (one.finding().code().equals(cause.finding().code())
                                ? one.finding().evidence().stream().findFirst().orElseGet(() -> headline(one.finding()))
                                : headline(one.finding())));
        return Stream.concat(cause.finding().evidence().stream().limit(OF_CAUSE), others)
                .distinct()
                .limit(EVIDENCE)
                .toList();
    }
}
