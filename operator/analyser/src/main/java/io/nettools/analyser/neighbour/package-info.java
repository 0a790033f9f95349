/** Requests for link-layer addresses and their answers: ARP (RFC 826) and IPv6 neighbour discovery (RFC 4861). */
package io.nettools.analyser.neighbour;
