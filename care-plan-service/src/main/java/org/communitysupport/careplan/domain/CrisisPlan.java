package org.communitysupport.careplan.domain;

import java.util.List;

/** How a crisis announces itself and what is then done. */
public record CrisisPlan(
        List<String> earlyWarningSigns, List<String> copingStrategies, List<String> steps, List<String> contacts) {}
