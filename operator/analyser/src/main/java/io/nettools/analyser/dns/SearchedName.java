package io.nettools.analyser.dns;

/**
 * A name that clients looked up with the suffixes of their search list.
 *
 * @param name that was meant, printable
 * @param searches lookups of it that went through the list, A and AAAA apart
 * @param nxDomains answers NXDOMAIN that only the suffixes caused
 * @param foundAs name under which it was found at last; empty when it never was
 */
public record SearchedName(String name, long searches, long nxDomains, String foundAs) {}
