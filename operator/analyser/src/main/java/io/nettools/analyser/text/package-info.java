/** Text from outside, made safe for reports. */
package io.nettools.analyser.text;
