/** ICMP of both versions (RFC 792, RFC 4443): errors about conversations, and echoes with their replies. */
package io.nettools.analyser.icmp;
