/** Inputs that somebody made to hurt: fuzzing and floods. */
package io.nettools.analyser.hostile;
