/** Lines of conntrack(8). */
package io.nettools.analyser.conntrack;
