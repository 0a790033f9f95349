package io.nettools.controller.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The other end of the path: exactly one of pod, service and address. It implies views of Pod and Node, at both ends.
 *
 * @param pod Name of a pod in the trace's own namespace. A second trace pod captures it on its node.
 * @param service Name of a Service in the trace's own namespace. Up to four of the pods in its EndpointSlices are captured likewise.
 * @param address Any IPv4 or IPv6 address. Without a capture.filter only packets of that address are captured; nothing is captured at its end.
 */
@ValidationRule(
        value = "[has(self.pod), has(self.service), has(self.address)].exists_one(given, given)",
        message = "needs exactly one kind of peer: write pod: NAME, service: NAME or address: ADDRESS")
public record PeerSpec(
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String pod,
        @Size(min = 1, max = 63) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") String service,
        @Size(min = 2, max = 45)
                @ValidationRule(
                        value = "self.matches('^[0-9A-Fa-f:.]+$')",
                        message = "must be an address: write one such as 10.244.2.7 or fd00::7")
                String address) {}
