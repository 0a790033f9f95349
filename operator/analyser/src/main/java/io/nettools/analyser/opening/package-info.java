/**
 * Openings of connections before the protocol's data may flow, as handshakes and start-ups: failed ones, and the first
 * ones.
 */
package io.nettools.analyser.opening;
