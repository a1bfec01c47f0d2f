package org.communitysupport.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.codec.Vault;

/** What other rooms give, as far as the doors need it: an audit in memory that can be made to fail, and a vault without a lock. */
@Singleton
public class Parts implements AuditTrail, InputHash {
    final List<Line> lines = new CopyOnWriteArrayList<>();
    volatile boolean auditDown;

    static String seal(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void record(List<Line> more) {
        if (auditDown) throw new IllegalStateException("the audit is down");
        lines.addAll(more);
    }

    @Override
    public String hex(String purpose, String... parts) {
        return HexFormat.of().toHexDigits(List.of(parts).hashCode());
    }

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec(EventTypes.of("toy"), new Vault() {
            @Override
            public String seal(String person, String field, byte[] plain) {
                return Base64.getEncoder().encodeToString(plain);
            }

            @Override
            public Optional<byte[]> open(String person, String field, String cipher) {
                return Optional.of(Base64.getDecoder().decode(cipher));
            }
        });
    }
}
