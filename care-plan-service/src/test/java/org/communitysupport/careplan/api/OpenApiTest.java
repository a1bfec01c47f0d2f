package org.communitysupport.careplan.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.communitysupport.testkit.web.OpenApiFile;
import org.communitysupport.testkit.web.RealParts;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class OpenApiTest {
    @Test
    void the_published_file_says_what_is_served() {
        OpenApiFile.isServed(Path.of("src/contract/openapi.json"));
    }
}
