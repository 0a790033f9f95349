/** Capture files, a class per format: from bytes in any pieces to packets. */
package io.nettools.analyser.pcap;
