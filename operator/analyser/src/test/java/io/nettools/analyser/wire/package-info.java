/** The language of the tests: packets and capture files written by hand. */
package io.nettools.analyser.wire;
