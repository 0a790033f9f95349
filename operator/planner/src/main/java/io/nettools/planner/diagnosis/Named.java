package io.nettools.planner.diagnosis;

import io.nettools.planner.cluster.Names;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Sentences;
import java.util.List;

/** A fault with the names of the addresses in its texts. */
final class Named {
    /** Limit for a summary: names make it longer, and its end names the rule that is the cause. */
    private static final int LINE = 320;

    private Named() {}

    static Diagnosis of(Diagnosis fault, Names names) {
        return new Diagnosis(
                fault.cause(),
                fault.severity(),
                fault.basis(),
                Sentences.cut(names.named(fault.summary()), LINE),
                names.named(fault.message()),
                fault.place(),
                all(fault.objects(), names),
                all(fault.evidence(), names),
                names.named(fault.nextStep()));
    }

    private static List<String> all(List<String> texts, Names names) {
        return texts.stream().map(names::named).toList();
    }
}
