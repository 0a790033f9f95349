/**
 * Multisets that can be subtracted after they were counted at different points: the difference is what one point
 * captured and the other did not.
 */
package io.nettools.analyser.sketch;
