package org.communitysupport.careplan.domain;

/**
 * On what a goal's progress is rated.
 *
 * @param from lowest and {@code to} highest rating
 * @param baseline where the person was when the goal was written; null when it was not rated
 * @param target where the goal is reached; null when words say it
 */
public record GoalScale(int from, int to, Integer baseline, Integer target) {}
