/** ICMP of both versions (RFC 792, RFC 4443): errors with the conversation that they are about, and echoes with their replies. */
package io.nettools.analyser.icmp;
