/** The capture file format: from bytes in any pieces to packets. */
package io.nettools.analyser.pcap;
