/** Sets that can be subtracted from each other after they were counted at different places: what one saw and the other did not. */
package io.nettools.analyser.sketch;
