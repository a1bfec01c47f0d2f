package org.communitysupport.careplan.infrastructure;

import java.nio.file.Path;
import java.util.List;
import org.communitysupport.testkit.views.History;
import org.communitysupport.testkit.views.LaneOrders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every view of this service, in many orders of the lanes of what whole systems have recorded. */
class LaneOrderTest {
    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var spec = CarePlanService.spec();
        return LaneOrders.of(spec.views(), spec.events(), History.recorded(Path.of("..", "deploy", "kept")));
    }
}
