/** Who asked for whose link-layer address, and who answered: ARP (RFC 826) and IPv6 neighbour discovery (RFC 4861). */
package io.nettools.analyser.neighbour;
