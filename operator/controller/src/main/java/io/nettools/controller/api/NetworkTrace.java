package io.nettools.controller.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A NetworkTrace answers what is wrong with a pod's traffic. A short-lived pod on the target's node enters the target's network namespace and runs tcpdump and conntrack
 * there; the status reports what an expert would read from their output. It is an operation, like a Job: it runs once.
 */
@Group("nettools.io")
@Version("v1alpha1")
@ShortNames("ntrace")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.target", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "State",
        jsonPath = ".status.conditions[?(@.type==\"Finished\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Packets", jsonPath = ".status.packets", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Lost", jsonPath = ".status.lost", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Summary", jsonPath = ".status.summary", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Node",
        jsonPath = ".status.nodes",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Started",
        jsonPath = ".status.startTime",
        type = AdditionalPrinterColumn.Type.DATE,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Finished",
        jsonPath = ".status.finishTime",
        type = AdditionalPrinterColumn.Type.DATE,
        priority = 1)
public class NetworkTrace extends CustomResource<NetworkTraceSpec, NetworkTraceStatus> implements Namespaced {
    private static final long serialVersionUID = 1;

    @Override
    @Required
    public NetworkTraceSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected NetworkTraceSpec initSpec() {
        return null;
    }

    @Override
    protected NetworkTraceStatus initStatus() {
        return null;
    }
}
