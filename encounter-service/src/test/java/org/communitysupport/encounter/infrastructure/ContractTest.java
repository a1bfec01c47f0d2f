package org.communitysupport.encounter.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.encounter.process.CountContacts;
import org.communitysupport.encounter.process.JudgeDays;
import org.communitysupport.encounter.process.KeepMemberFile;
import org.communitysupport.encounter.process.KeepStaffFile;
import org.communitysupport.encounter.process.WhenEpisodeEndsThenCancelItsVisits;
import org.communitysupport.encounter.process.WhenUnitsAreAnsweredThenTellTheDay;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.testkit.contract.ContractTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What this service promises on its topic, and what it owes to the topics that it reads. */
class ContractTest {
    private final EventCodec codec = new EventCodec(EncounterEvents.types(), new Open());

    @TestFactory
    List<DynamicTest> publishes_what_its_contract_says() {
        return ContractTests.producer(
                EncounterEvents.types(),
                Path.of("src/contract"),
                event -> codec.encode(event).data(),
                (type, json) -> codec.decodeSealed(type.name(), type.schema(), json, type.as()));
    }

    @TestFactory
    List<DynamicTest> every_view_knows_every_event_of_its_sources() {
        var tests = new ArrayList<DynamicTest>();
        for (var view : EncounterService.spec().views()) {
            Map<String, Class<?>> handled = new LinkedHashMap<>();
            view.handled().forEach((type, on) -> handled.put(type, on.as()));
            tests.addAll(consumer(view.name(), handled, view.ignored()));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> every_reaction_knows_every_event_of_its_sources() {
        var tests = new ArrayList<DynamicTest>();
        for (Reaction reaction : List.of(
                KeepMemberFile.reaction(null),
                KeepStaffFile.reaction(),
                WhenUnitsAreAnsweredThenTellTheDay.reaction(null),
                CountContacts.reaction(null, null),
                WhenEpisodeEndsThenCancelItsVisits.reaction(null),
                JudgeDays.reaction(null))) {
            Map<String, Class<?>> handled = new LinkedHashMap<>();
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
                service -> Path.of("..", service + "-service", "src", "contract"),
                (json, as) -> codec.decodeSealed("sample.Of", 1, json, as));
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
