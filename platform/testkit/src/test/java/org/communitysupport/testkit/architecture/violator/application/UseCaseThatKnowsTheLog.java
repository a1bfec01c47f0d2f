package org.communitysupport.testkit.architecture.violator.application;

import org.communitysupport.log.LaneLog;

class UseCaseThatKnowsTheLog {
    LaneLog log;
}
