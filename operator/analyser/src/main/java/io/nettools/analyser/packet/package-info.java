/**
 * Views of one captured packet, layer by layer. They are wrapped around the bytes and used again for the next packet:
 * no garbage.
 */
package io.nettools.analyser.packet;
