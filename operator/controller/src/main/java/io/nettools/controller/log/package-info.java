/** The log: one JSON object a line, behind SLF4J. */
package io.nettools.controller.log;
