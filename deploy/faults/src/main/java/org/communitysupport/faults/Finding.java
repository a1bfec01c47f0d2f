package org.communitysupport.faults;

/**
 * A promise that was broken.
 *
 * @param round in which the command was sent that it is about; 0 when it is about no single one
 */
record Finding(int round, String sentence) {

    static Finding about(Attempt attempt, String sentence) {
        return new Finding(attempt.round(), attempt.name() + ' ' + sentence);
    }

    static Finding of(String sentence) {
        return new Finding(0, sentence);
    }
}
