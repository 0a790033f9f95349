package io.nettools.analyser.dns;

/**
 * A name that clients looked up with the suffixes of their search list.
 *
 * @param name the name that is meant, printable
 * @param searches lookups of the name through the list; A and AAAA count separately
 * @param nxDomains NXDOMAIN answers that only the suffixes caused
 * @param foundAs the name under which it was found last; empty when it was never found
 */
public record SearchedName(String name, long searches, long nxDomains, String foundAs) {}
