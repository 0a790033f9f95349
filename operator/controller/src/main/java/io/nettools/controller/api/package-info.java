/** The public contract: the NetworkTrace resource. Javadoc of its records is what {@code kubectl explain} shows. */
package io.nettools.controller.api;
