/** The one way for text from outside into a report. */
package io.nettools.analyser.text;
