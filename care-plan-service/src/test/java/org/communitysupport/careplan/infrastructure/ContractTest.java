package org.communitysupport.careplan.infrastructure;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.testkit.contract.ContractTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What this service promises on its topic, and what it owes to the topics that it reads. */
class ContractTest {
    private final EventCodec codec = new EventCodec(CarePlanEvents.types(), new Open());

    @TestFactory
    List<DynamicTest> publishes_what_its_contract_says() {
        return ContractTests.producer(
                CarePlanEvents.types(),
                Path.of("src/contract"),
                event -> codec.encode(event).data(),
                (type, json) -> codec.decodeSealed(type.name(), type.schema(), json, type.as()));
    }

    /** Shapes are what is tested here, not secrecy. */
    private record Open() implements Vault {
        @Override
        public String seal(String person, String field, byte[] plain) {
            return Base64.getEncoder().encodeToString(plain);
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            return Optional.of(Base64.getDecoder().decode(cipher));
        }
    }
}
