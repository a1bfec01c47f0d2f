package org.communitysupport.billing;

import java.util.List;
import org.communitysupport.testkit.architecture.ArchitectureTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    List<DynamicTest> the_rooms_keep_to_their_walls() {
        return ArchitectureTests.of("org.communitysupport.billing");
    }
}
