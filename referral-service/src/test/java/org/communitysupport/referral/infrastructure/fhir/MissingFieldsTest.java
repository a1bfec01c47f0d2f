package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.privacy.MasterKey;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.ReferralBundles.NotAReferral;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.infrastructure.ReferralEvents;
import org.communitysupport.testkit.log.InMemoryLaneLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A FHIR sample with every field, and every element of a list, removed in turn: each is received or refused, the refusal names a code and
 * where there is one a place, and what is refused leaves nothing in the log. {@code -Dfhir.samples=<directory>} tries every JSON file in that
 * directory as well.
 */
class MissingFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "riverbend";
    private static final BusinessClock CLOCK = () -> Instant.parse("2026-11-27T15:00:00Z");

    private final FhirReferralBundles door = new FhirReferralBundles();
    private final Policies policies = new Policies(PolicyPacks.load(Path.of("../deploy/policy-packs")), CLOCK);
    private final InMemoryLaneLog log = new InMemoryLaneLog("referral", CLOCK);
    private final CommandRunner runner =
            new AxonCommandRunner(log, new EventCodec(ReferralEvents.types(), new Open()), Aggregates.all());

    @TempDir
    Path keys;

    private Referrals referrals;

    @BeforeEach
    void a_master_key_is_there() {
        referrals = new Referrals(runner, policies, new KeyedHash(MasterKey.loadOrCreate(keys.resolve("master.json"))));
    }

    static Stream<Path> samples() {
        String more = System.getProperty("fhir.samples");
        return Stream.concat(
                files(Path.of("src/test/resources/fhir")), more == null ? Stream.empty() : files(Path.of(more)));
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_sample_without_one_of_its_fields_is_received_or_refused(Path sample) throws IOException {
        var whole = JSON.readTree(sample.toFile());
        var paths = paths(whole, JsonPointer.empty(), new ArrayList<>());
        assertThat(paths).isNotEmpty();
        for (var path : paths) answered(sample.getFileName() + " without " + path, without(whole, path));
    }

    @Test
    void the_referral_is_received_whole_and_without_what_it_can_do_without() throws IOException {
        var whole = JSON.readTree(
                Path.of("src/test/resources/fhir/cst-referral.json").toFile());
        assertThat(answered("whole", whole)).isTrue();
        var paths = paths(whole, JsonPointer.empty(), new ArrayList<>());
        var received = paths.stream()
                .filter(path -> answered("without " + path, without(whole, path)))
                .toList();
        assertThat(received).isNotEmpty().hasSizeLessThan(paths.size());
    }

    /** True when it was received. */
    private boolean answered(String what, JsonNode bundle) {
        var before = log.heads();
        var context = new CommandContext(UUID.randomUUID(), "h", "test", TENANT, "c", "", OptionalLong.empty(), "");
        try {
            var asked = door.read(bundle.toString().getBytes(StandardCharsets.UTF_8), policies.practice())
                    .asked()
                    .getFirst();
            if (!asked.faults().isEmpty()) throw new NotAReferral(false, asked.faults());
            var outcome = referrals.receive(asked.referral(), "MERCY-HOSPITAL", context);
            if (outcome instanceof Outcome.Done<?>) return true;
            assertThat(outcome).as(what).isInstanceOf(Outcome.Refused.class);
            var rejection = ((Outcome.Refused<?>) outcome).rejection();
            assertThat(rejection.code()).as(what).matches("[a-z0-9-]+");
            assertThat(rejection.detail()).as(what).isNotBlank();
        } catch (NotAReferral no) {
            assertThat(no.faults()).as(what).allSatisfy(fault -> {
                assertThat(fault.code()).matches("[a-z0-9-]+");
                assertThat(fault.detail()).isNotBlank();
                assertThat(no.unreadable() || !fault.place().isEmpty())
                        .as(what + " names its place")
                        .isTrue();
            });
        } catch (RuntimeException e) {
            throw new AssertionError(what + " is a fault of ours", e);
        }
        assertThat(log.heads()).as(what).isEqualTo(before);
        return false;
    }

    private static List<JsonPointer> paths(JsonNode node, JsonPointer at, List<JsonPointer> found) {
        if (!at.toString().isEmpty()) found.add(at);
        node.properties().forEach(e -> paths(e.getValue(), at.appendProperty(e.getKey()), found));
        if (node.isArray()) for (int i = 0; i < node.size(); i++) paths(node.get(i), at.appendIndex(i), found);
        return found;
    }

    private static JsonNode without(JsonNode whole, JsonPointer path) {
        var copy = whole.deepCopy();
        var parent = copy.at(path.head());
        if (parent instanceof ArrayNode array) array.remove(path.last().getMatchingIndex());
        else ((ObjectNode) parent).remove(path.last().getMatchingProperty());
        return copy;
    }

    /** Secrecy is not what is tested here. */
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
