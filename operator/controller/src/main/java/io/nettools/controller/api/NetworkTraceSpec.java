package io.nettools.controller.api;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What to trace, for how long, and how much.
 *
 * @param target The pods to trace, always in the trace's own namespace.
 * @param duration How long to capture, from the moment that tcpdump listens, e.g. 30s or 2m. The cluster admin sets the maximum.
 * @param capture What tcpdump captures, and its limits.
 * @param views Where to capture: only in the Pod when left out, or also on its Node, at the other end of the pod's interface and at the uplink, to see where packets are lost on the path. The node's connection tracking is then recorded too.
 * @param peer The other end of the path. With a peer, both ends are captured in Pod and Node at the same time, and the status reports between which two points packets are lost.
 * @param conntrack When present, even empty, entries and events of connection tracking in the pod's network namespace are recorded too.
 * @param topology When present, even empty, the status also reports how the pod is connected to its node: interfaces and their other ends, bridges, tunnels, routes, the containers' namespaces, and a drawing.
 * @param probe A request that the trace makes itself: from the pod, from the node to the pod, or from the peer.
 * @param reason Why this trace is made, for the audit trail, e.g. a ticket number.
 * @param ttlAfterFinished How long a finished trace is kept before it is deleted, e.g. 24h. Without it the trace is kept.
 * @param stop True ends the trace now and keeps what was captured. It is the only field that may change, and it cannot be reset.
 */
@ValidationRule(
        value = "self.target == oldSelf.target && self.duration == oldSelf.duration && self.capture == oldSelf.capture"
                + " && has(self.views) == has(oldSelf.views) && (!has(self.views) || self.views == oldSelf.views)"
                + " && has(self.peer) == has(oldSelf.peer) && (!has(self.peer) || self.peer == oldSelf.peer)"
                + " && has(self.conntrack) == has(oldSelf.conntrack) && has(self.topology) == has(oldSelf.topology)"
                + " && has(self.probe) == has(oldSelf.probe) && (!has(self.probe) || self.probe == oldSelf.probe)"
                + " && has(self.reason) == has(oldSelf.reason) && (!has(self.reason) || self.reason == oldSelf.reason)"
                + " && has(self.ttlAfterFinished) == has(oldSelf.ttlAfterFinished)"
                + " && (!has(self.ttlAfterFinished) || self.ttlAfterFinished == oldSelf.ttlAfterFinished)",
        message = "a trace runs once, so its spec cannot be changed (only stop: true can be set): create another trace,"
                + " or delete this one first")
@ValidationRule(
        value = "!has(self.probe) || self.probe.from != 'Peer' || (has(self.peer) && !has(self.peer.address))",
        message = "a probe from: Peer needs a pod that makes it: write peer: {pod: NAME} or peer: {service: NAME}")
@ValidationRule(value = "!oldSelf.stop || self.stop", message = "stop: true cannot be reset: create another trace")
public record NetworkTraceSpec(
        @Required TargetSpec target,
        @Default("30s")
                @Size(max = 32)
                @ValidationRule(
                        value =
                                "self.matches('^([0-9]+(h|m|s|ms))+$') && duration(self) >= duration('1s') && duration(self) <= duration('24h')",
                        message = "must be a duration from 1s to 24h, e.g. 30s or 2m")
                String duration,
        @Default("{}") CaptureSpec capture,
        @Size(min = 1, max = 2)
                @ValidationRule(
                        value = "self.exists(view, view == 'Pod')",
                        message = "must contain Pod, because the node's packets are compared with the pod's: write"
                                + " views: [Pod, Node]")
                List<View> views,
        PeerSpec peer,
        ConntrackSpec conntrack,
        TopologySpec topology,
        ProbeSpec probe,
        @Size(max = 256) String reason,
        @Size(max = 32)
                @ValidationRule(
                        value =
                                "self.matches('^([0-9]+(h|m|s|ms))+$') && duration(self) >= duration('0s') && duration(self) <= duration('8760h')",
                        message = "must be a duration of at most 8760h, e.g. 24h")
                String ttlAfterFinished,
        @Default("false") Boolean stop) {}
