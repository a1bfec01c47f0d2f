package org.communitysupport.eligibility.domain;

/** Said of one person in one program: what a row of eligibility is about. */
public interface InProgram {
    String person();

    String program();
}
