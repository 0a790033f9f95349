/** The line of traces that wait for a place for their trace pods. */
package io.nettools.controller.queue;
