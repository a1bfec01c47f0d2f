package org.communitysupport.web;

/** A keyed hash: a plain hash of a name and a birth date could be guessed. */
@FunctionalInterface
public interface InputHash {
    String hex(String purpose, String... parts);
}
