/** TCP connections: handshakes, retransmissions, resets and their ends (RFC 9293). */
package io.nettools.analyser.tcp;
