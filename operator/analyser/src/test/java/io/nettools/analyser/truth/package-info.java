/** The analyser's report beside tshark's dissection of the same capture, field by field. */
package io.nettools.analyser.truth;
