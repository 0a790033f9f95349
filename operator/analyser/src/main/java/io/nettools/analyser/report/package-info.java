/** What a trace pod answers: records only, written by the two containers of the trace pod, read by the operator. */
package io.nettools.analyser.report;
