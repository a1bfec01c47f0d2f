package org.communitysupport.eligibility.projection;

/** A team as a payer's form names it. */
public record TeamRow(String team, String name, String npi, String siteCode) {}
