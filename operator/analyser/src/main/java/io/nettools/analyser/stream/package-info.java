/** What one end of a TCP connection sends, as a stream of bytes: the ground that protocols above TCP stand on. */
package io.nettools.analyser.stream;
