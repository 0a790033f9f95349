/** Capture files, with a class per format: they turn bytes in any pieces into packets. */
package io.nettools.analyser.pcap;
