package org.communitysupport.testkit.architecture.violator.domain;

import org.communitysupport.log.LaneLog;

class DomainThatKnowsTheLog {
    LaneLog log;
}
