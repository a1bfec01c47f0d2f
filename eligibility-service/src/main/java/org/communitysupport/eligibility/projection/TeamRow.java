package org.communitysupport.eligibility.projection;

/** A team as a payer's form names it. */
public record TeamRow(String tenant, String team, String name, String npi, String siteCode) {}
