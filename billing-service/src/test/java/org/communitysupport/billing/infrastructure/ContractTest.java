package org.communitysupport.billing.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.testkit.contract.ContractTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What this service promises on its topic, and what it owes to the topics that it reads. */
class ContractTest {
    private final EventCodec codec = new EventCodec(BillingEvents.types(), new Open());

    @TestFactory
    List<DynamicTest> publishes_what_its_contract_says() {
        return ContractTests.producer(
                BillingEvents.types(),
                Path.of("src/contract"),
                event -> codec.encode(event).data(),
                (type, json) -> codec.decodeSealed(type.name(), type.schema(), json, type.as()));
    }

    @TestFactory
    List<DynamicTest> names_every_event_that_it_reads() {
        var tests = new ArrayList<DynamicTest>();
        // The two views of a trace read the same records, each some of their events.
        var readAs = new HashMap<Class<?>, Set<String>>();
        for (var view : BillingService.spec().views()) {
            var handled = new HashMap<String, Class<?>>();
            view.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(reads(view.name(), handled, view.ignored(), readAs));
        }
        var module = new BillingModule();
        for (var reaction : List.of(
                module.referralAccepted(),
                module.eligibilitySpeaks(),
                module.released(null),
                module.scrubbed(null),
                module.factsChange(null, null),
                module.batchBuilt(null),
                module.batchSubmitted(null),
                module.batchRefused(null),
                module.takenUp())) {
            var handled = new HashMap<String, Class<?>>();
            reaction.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(reads(reaction.name(), handled, reaction.ignored(), readAs));
        }
        tests.addAll(ContractTests.promised("billing", readAs, ContractTest::contract));
        return tests;
    }

    private static Path contract(String service) {
        return Path.of("../" + service + "-service/src/contract");
    }

    private List<DynamicTest> reads(
            String who, Map<String, Class<?>> handled, Set<String> ignored, Map<Class<?>, Set<String>> readAs) {
        handled.forEach(
                (type, as) -> readAs.computeIfAbsent(as, any -> new HashSet<>()).add(type));
        return ContractTests.reads(
                who,
                handled,
                ignored,
                ContractTest::contract,
                (json, as) -> codec.decodeSealed("a.sample", 1, json, as));
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
