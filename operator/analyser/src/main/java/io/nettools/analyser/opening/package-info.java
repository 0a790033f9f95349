/** How connections of a protocol open before its data may flow, handshakes and start-ups: which failed, and which were the first. */
package io.nettools.analyser.opening;
