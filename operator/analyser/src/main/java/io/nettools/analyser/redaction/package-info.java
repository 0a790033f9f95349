/** What of texts from the network may be shown (decision 0021). */
package io.nettools.analyser.redaction;
