/** Records by their components: what counts, cuts or copies any record does it over these, so that a new component is never forgotten. */
package io.nettools.analyser.shape;
