/** Renders the trace pod. */
package io.nettools.controller.pod;
