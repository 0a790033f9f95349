/**
 * The parts of HTTP/2 that can be read without knowing a connection from its beginning: frames (RFC 9113) and header
 * fields (RFC 7541).
 */
package io.nettools.analyser.http2;
