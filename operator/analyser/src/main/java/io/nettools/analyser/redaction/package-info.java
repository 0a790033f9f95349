/** Texts from the network without the parts that must not be shown (decision 0021). */
package io.nettools.analyser.redaction;
