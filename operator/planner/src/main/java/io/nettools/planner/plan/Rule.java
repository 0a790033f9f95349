package io.nettools.planner.plan;

import io.nettools.planner.trace.Observed;
import java.util.Optional;

/** One named check over the whole observation. The first that answers decides. */
interface Rule {
    Optional<Plan> decide(Observed observed);
}
