package org.communitysupport.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.communitysupport.testkit.web.Tokens;

public class SigningKey implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.oidc.public-key", Tokens.publicKey());
    }

    @Override
    public void stop() {}
}
