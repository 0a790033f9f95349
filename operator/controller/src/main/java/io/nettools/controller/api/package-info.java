/** The public contract: the NetworkTrace resource. {@code kubectl explain} shows the Javadoc of its records. */
package io.nettools.controller.api;
