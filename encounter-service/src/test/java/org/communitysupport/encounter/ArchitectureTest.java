package org.communitysupport.encounter;

import java.util.List;
import org.communitysupport.testkit.architecture.ArchitectureTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    List<DynamicTest> rules() {
        return ArchitectureTests.of("org.communitysupport.encounter");
    }
}
