/** The byte stream of one end of a TCP connection, from which protocols above TCP are read. */
package io.nettools.analyser.stream;
