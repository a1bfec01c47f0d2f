package org.communitysupport.referral.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.process.WhenNobodyAnswersInTime;
import org.communitysupport.referral.process.WhenSlotIsUnusedThenGiveItBack;
import org.communitysupport.testkit.contract.ContractTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What this service promises on its topic, and what it owes to the topics that it reads. */
class ContractTest {
    private final EventCodec codec = new EventCodec(ReferralEvents.types(), new Open());

    @TestFactory
    List<DynamicTest> publishes_what_its_contract_says() {
        return ContractTests.producer(
                ReferralEvents.types(),
                Path.of("src/contract"),
                event -> codec.encode(event).data(),
                (type, json) -> codec.decodeSealed(type.name(), type.schema(), json, type.as()));
    }

    @TestFactory
    List<DynamicTest> names_every_event_that_it_reads() {
        var tests = new ArrayList<DynamicTest>();
        var views = new ArrayList<View<?>>(ReferralService.spec().views());
        views.add(WhenNobodyAnswersInTime.DUE);
        views.add(WhenSlotIsUnusedThenGiveItBack.DUE);
        for (var view : views) {
            var handled = new HashMap<String, Class<?>>();
            view.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(consumer(view.name(), handled, view.ignored()));
        }
        var module = new ReferralModule();
        for (var reaction : List.of(
                module.intake(null, null, null),
                module.index(null, null, null),
                module.freePlace(null, null),
                module.forgetProvisional(null),
                module.openEpisode(null),
                module.keepRecord(null, null))) {
            var handled = new HashMap<String, Class<?>>();
            reaction.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(consumer(reaction.name(), handled, reaction.ignored()));
        }
        return tests;
    }

    private List<DynamicTest> consumer(String who, Map<String, Class<?>> handled, Set<String> ignored) {
        return ContractTests.consumer(
                who,
                handled,
                ignored,
                service -> Path.of("../" + service + "-service/src/contract"),
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
