/** Tunnels as they are seen on nodes: what they carry is analysed, and named by its outer ends. A class per kind of header. */
package io.nettools.analyser.tunnel;
