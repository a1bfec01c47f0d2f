package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.communitysupport.log.LaneLog;
import org.communitysupport.stream.Progress;
import org.communitysupport.stream.Relay;

/** How far everything has come, so that a chain over services can be awaited without sleeping. Lanes that stand at 0 are left out. */
@Path("/v1/positions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PositionsResource {
    private final ServiceSpec spec;
    private final LaneLog log;
    private final Relay relay;
    private final Progress progress;

    PositionsResource(ServiceSpec spec, LaneLog log, Relay relay, Progress progress) {
        this.spec = spec;
        this.log = log;
        this.relay = relay;
        this.progress = progress;
    }

    /**
     * @param log lane → newest commit of the service's own log
     * @param topic lane → newest commit that is on the topic with all before it
     * @param consumers view or reaction → source service → lane → newest commit it has handled
     */
    public record Positions(
            String service,
            Map<Integer, Long> log,
            Map<Integer, Long> topic,
            Map<String, Map<String, Map<Integer, Long>>> consumers) {}

    @GET
    public Positions positions() {
        return new Positions(spec.service(), moved(log.heads()), moved(relay.acknowledged()), progress.all());
    }

    private static Map<Integer, Long> moved(Map<Integer, Long> lanes) {
        var moved = new TreeMap<>(lanes);
        moved.values().removeIf(seq -> seq == 0);
        return moved;
    }
}
