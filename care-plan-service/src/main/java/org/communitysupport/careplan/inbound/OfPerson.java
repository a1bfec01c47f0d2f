package org.communitysupport.careplan.inbound;

/** An event about one person: the row it goes into. */
public interface OfPerson {
    String person();
}
