package org.communitysupport.careplan.domain;

/** Somebody in the person's life who helps. */
public record NaturalSupport(String name, String relationship, String phone) {}
