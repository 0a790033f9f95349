/** Packets that were captured more than once: at mirror ports, on several interfaces, in merged files. */
package io.nettools.analyser.copy;
