package org.communitysupport.careplan.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.communitysupport.careplan.process.EpisodeReactions;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.View;
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

    @TestFactory
    List<DynamicTest> its_views_and_reactions_read_what_others_publish() {
        var tests = new ArrayList<DynamicTest>();
        for (View<?> view : CarePlanService.spec().views()) {
            var handled = new HashMap<String, Class<?>>();
            view.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(ContractTests.consumer(
                    "view " + view.name(), handled, view.ignored(), ContractTest::contract, this::read));
        }
        for (Reaction reaction : List.of(EpisodeReactions.fromReferral(), EpisodeReactions.fromEligibility())) {
            var handled = new HashMap<String, Class<?>>();
            reaction.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(ContractTests.consumer(
                    reaction.name(), handled, reaction.ignored(), ContractTest::contract, this::read));
        }
        return tests;
    }

    private static Path contract(String service) {
        return Path.of("..", service + "-service", "src", "contract");
    }

    private Object read(String json, Class<?> as) {
        return codec.decodeSealed("producer.Sample", 1, json, as);
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
