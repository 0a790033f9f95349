package io.nettools.controller;

import io.nettools.controller.effect.Effects;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.log.About;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.ops.Settings;
import io.nettools.planner.trace.FinishedTrace;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes finished traces that the admin wants to have kept no longer; by default none. */
public final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    /** The rest has its turn in the next round: nobody waits for it, and the API server has other things to do. */
    private static final int AT_ONCE = 500;

    private final TraceStore traces;
    private final Effects effects;
    private final Settings settings;
    private final InstantSource clock;

    public Retirement(TraceStore traces, Effects effects, Settings settings, InstantSource clock) {
        this.traces = traces;
        this.effects = effects;
        this.settings = settings;
        this.clock = clock;
    }

    /** One round. */
    void round() {
        List<FinishedTrace> finished =
                traces.all().flatMap(trace -> FinishedTraces.of(trace).stream()).toList();
        List<FinishedTrace> beyond = settings.retention().beyond(finished, clock.instant());
        beyond.reversed().stream().limit(AT_ONCE).forEach(this::delete);
    }

    private void delete(FinishedTrace trace) {
        try (var _ = About.trace(trace.identity())) {
            LOG.info(
                    "phase=Retired namespace={} name={}",
                    trace.identity().namespace(),
                    trace.identity().name());
        }
        effects.delete(trace);
    }
}
