package org.communitysupport.axon;

import java.time.Instant;
import org.communitysupport.testkit.log.InMemoryLaneLog;

class AxonInMemoryTest extends AxonCommandRunnerConformance {
    AxonInMemoryTest() {
        super(new InMemoryLaneLog("desk", Instant::now));
    }
}
