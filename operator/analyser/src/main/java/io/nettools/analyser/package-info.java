/** Bytes in, {@link io.nettools.analyser.report.Report} out. */
package io.nettools.analyser;
