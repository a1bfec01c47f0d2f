package org.communitysupport.careplan.domain;

import java.util.List;

/** What the plan says in the person's words: where they want to be, where they are, what they bring. */
public record PlanNarrative(String longRangeOutcome, String whereAmINow, List<String> strengths) {}
