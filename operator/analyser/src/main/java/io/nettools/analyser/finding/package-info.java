/** Findings: what a person should look at, decided by lists of rules over facts that are summed up per server end. */
package io.nettools.analyser.finding;
