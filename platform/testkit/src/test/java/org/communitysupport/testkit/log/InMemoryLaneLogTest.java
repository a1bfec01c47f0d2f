package org.communitysupport.testkit.log;

class InMemoryLaneLogTest implements LaneLogConformance {
    @Override
    public LogWorld newWorld() {
        return new InMemoryLaneLog.Store();
    }
}
