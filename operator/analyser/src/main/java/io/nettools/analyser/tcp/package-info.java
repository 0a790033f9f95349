/** TCP connections: handshake, retransmissions, resets, how they ended (RFC 9293). */
package io.nettools.analyser.tcp;
