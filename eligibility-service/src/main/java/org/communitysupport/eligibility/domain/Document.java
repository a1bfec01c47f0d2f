package org.communitysupport.eligibility.domain;

import java.time.LocalDate;

/** A document that goes with a request. @param reference the id of the plan, order or assessment */
public record Document(Codes.DocumentKind kind, String reference, LocalDate date) {}
