package org.communitysupport.billing.api;

import java.nio.file.Path;
import org.communitysupport.testkit.refusals.RefusalsFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    @Tag("Q-05")
    void q05_every_refusal_that_the_code_can_make_is_on_file_as_a_sentence() {
        RefusalsFile.isTrue(Path.of("src/main/resources/openapi/refusals.tsv"));
    }
}
