package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator may not read the target: an upgrade without its roles. */
class LookupForbiddenTest {
    private static final String SAID = "endpointslices is forbidden: User \"operator\" cannot list resource";

    @Test
    void theTraceSaysWhoCanHelpAndWaits() {
        World world = one().forbidsToLook(SAID);
        Plan plan = world.turn();
        assertEquals(Reason.LookupForbidden, world.reason());
        assertTrue(world.message().contains("once the admin has applied the roles"), world::message);
        assertTrue(world.message().endsWith(SAID), world::message);
        assertEquals(Truth.Unknown, world.truth("Accepted"), "who is meant is not known yet");
        assertEquals(KStatus.InProgress, world.kstatus());
        assertEquals(List.of(), plan.ensure());
        assertFalse(world.held());
        assertEquals(Optional.of(Duration.ofSeconds(10)), plan.wake());
    }

    @Test
    void itGoesOnWhenTheRolesAreThere() {
        World world = one().forbidsToLook(SAID);
        world.turn();
        world.forbidsToLook("").afterSeconds(10).turn();
        assertEquals(Reason.Starting, world.reason());
        assertEquals(1, world.tracePods());
    }

    @Test
    void itCanBeStoppedMeanwhile() {
        World world = one().forbidsToLook(SAID);
        world.turn();
        world.userStops().turn();
        assertEquals(Reason.Stopped, world.reason());
    }

    private static World one() {
        return World.with(ATrace.of("web"), APod.named("web"));
    }
}
