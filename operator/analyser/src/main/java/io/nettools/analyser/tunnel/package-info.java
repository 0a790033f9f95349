/**
 * Tunnels in captures of nodes: the inner packets are analysed, and labelled with the tunnel's ends. There is a class
 * per kind of header.
 */
package io.nettools.analyser.tunnel;
