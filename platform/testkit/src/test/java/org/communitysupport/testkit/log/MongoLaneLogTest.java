package org.communitysupport.testkit.log;

import com.mongodb.ConnectionString;

class MongoLaneLogTest implements LaneLogConformance {
    @Override
    public LogWorld newWorld() {
        String uri = Mongods.shared();
        String host = new ConnectionString(uri).getHosts().getFirst();
        return new MongoLogWorld(uri, Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)));
    }
}
