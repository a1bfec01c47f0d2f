package org.communitysupport.careplan.domain;

import java.util.List;

/** One goal in words. */
public record GoalText(
        String outcome,
        String strategy,
        String measure,
        List<String> obstacles,
        List<String> environmentalStressors,
        List<String> symptomTriggers,
        List<String> earlyWarningSigns,
        List<String> copingStrategies) {}
