package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.number.NumberCommand;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final House house = new House();

    @Test
    void what_is_ready_goes_into_one_file_that_is_stored_before_it_counts() {
        String one = house.readyClaim();
        String other = house.readyClaim();
        var built = built(house.build.build("northfork", House.context()));
        assertThat(built.claims()).containsExactly(one, other);
        assertThat(built.chargeCents()).isEqualTo(9600);
        byte[] stored = house.files.get(House.TENANT + '/' + built.file());
        assertThat(stored).hasSize((int) built.bytes());
        assertThat(House.text(stored))
                .contains("CLM*" + house.claim(one).sending().number())
                .contains("CLM*" + house.claim(other).sending().number());
    }

    @Test
    void the_same_request_gives_the_same_batch() {
        house.readyClaim();
        var context = House.context();
        var first = built(house.build.build("northfork", context));
        house.readyClaim();
        var again = (Outcome.Done<ChannelEvent>) house.build.build("northfork", context);
        assertThat(again.replayed()).isTrue();
        assertThat(again.events()).containsExactly(first);
    }

    @Test
    void a_batch_that_stopped_before_its_file_was_stored_gives_its_claims_to_the_next() {
        String claim = house.readyClaim();
        house.beforeStoring = () -> {
            throw new IllegalStateException("the store is away");
        };
        assertThatThrownBy(() -> house.build.build("northfork", House.context()))
                .hasMessage("the store is away");
        assertThat(house.claim(claim).status()).isEqualTo(Status.BATCHED);
        house.beforeStoring = () -> {};
        assertThat(built(house.build.build("northfork", House.context())).claims())
                .containsExactly(claim);
    }

    @Test
    @Tag("O-02")
    void o02_exactly_one_file_leaves_whatever_step_it_dies_at_and_whoever_goes_on() {
        for (int step = 0; step < 5; step++)
            for (int command = 0; command < 4; command++) {
                var world = new House();
                world.readyClaim();
                var built = built(world.build.build("northfork", House.context()));
                world.outboxSteps = step;
                world.commandsLeft = command;
                try {
                    world.send.send(built, House.context());
                } catch (IllegalStateException | CommandRunner.Unavailable e) {
                    // It died here; the payer fetches what there is.
                    world.outbox.clear();
                }
                world.outboxSteps = -1;
                world.commandsLeft = -1;
                world.send.send(built, House.context());
                world.send.send(built, House.context());
                assertThat(world.handedOver)
                        .as("died after step %d of the outbox or command %d", step, command)
                        .isOne();
            }
    }

    @Test
    @Tag("O-02")
    void o02_one_that_stalls_before_it_hands_over_finds_that_another_has_done_it() {
        house.readyClaim();
        var built = built(house.build.build("northfork", House.context()));
        house.beforeHandingOver = () -> house.send.send(built, House.context());
        house.send.send(built, House.context());
        assertThat(house.handedOver).isOne();
        assertThat(house.laidReady).isEmpty();
    }

    @Test
    void a_batch_may_stop_after_any_command_and_be_asked_for_again() {
        for (int commands = 0; commands < 7; commands++) {
            var world = new House();
            String claim = world.readyClaim();
            var context = House.context();
            world.commandsLeft = commands;
            try {
                world.build.build("northfork", context);
            } catch (CommandRunner.Unavailable e) {
                // it stopped here
            }
            world.commandsLeft = -1;
            var built = built(world.build.build("northfork", context));
            assertThat(built.claims()).as("stopped after %d commands", commands).containsExactly(claim);
            assertThat(world.claim(claim).sending().batch()).isEqualTo(built.batch());
        }
    }

    @Test
    void two_batches_at_once_get_two_control_numbers_and_no_claim_twice() {
        String claim = house.readyClaim();
        var between = new AtomicBoolean();
        var other = new ClaimBatchBuilt[1];
        house.beforeStoring = () -> {
            if (between.getAndSet(true)) return;
            String second = house.readyClaim();
            house.ready.remove(claim);
            other[0] = built(house.build.build("northfork", House.context()));
            assertThat(other[0].claims()).containsExactly(second);
            house.ready.add(claim);
        };
        var built = built(house.build.build("northfork", House.context()));
        assertThat(built.claims()).containsExactly(claim);
        assertThat(Long.parseLong(built.controlNumber())).isEqualTo(Long.parseLong(other[0].controlNumber()) + 1);
        assertThat(House.text(house.files.get(House.TENANT + '/' + built.file())))
                .contains("*" + built.controlNumber() + "*0*T*");
    }

    @Test
    void who_asks_while_a_batch_is_built_waits_and_leaves_it_its_claims() throws Exception {
        String claim = house.readyClaim();
        var between = new AtomicBoolean();
        var refused = new CompletableFuture<Outcome<ChannelEvent>>();
        var other =
                Thread.ofPlatform().unstarted(() -> refused.complete(house.build.build("northfork", House.context())));
        house.beforeStoring = () -> {
            if (between.getAndSet(true)) return;
            other.start();
            while (other.isAlive() && other.getState() != Thread.State.WAITING) Thread.onSpinWait();
            assertThat(other.isAlive()).isTrue();
        };
        var built = built(house.build.build("northfork", House.context()));
        assertThat(built.claims()).containsExactly(claim);
        assertThat(refused.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Refused.class);
        assertThat(house.claim(claim).sending().batch()).isEqualTo(built.batch());
    }

    @Test
    void who_asks_next_goes_on_where_another_stopped_and_takes_nothing_twice() {
        String one = house.readyClaim();
        String other = house.readyClaim();
        house.beforeStoring = () -> {
            throw new IllegalStateException("the store is away");
        };
        assertThatThrownBy(() -> house.build.build("northfork", House.context()))
                .hasMessage("the store is away");
        var before = List.of(house.version(one), house.version(other));
        house.beforeStoring = () -> {};
        var built = built(house.build.build("northfork", House.context()));
        assertThat(built.claims()).containsExactly(one, other);
        assertThat(List.of(house.version(one), house.version(other))).isEqualTo(before);
    }

    @Test
    void claims_are_taken_many_at_once() {
        for (int claims = 0; claims < 5; claims++) house.readyClaim();
        var together = new CyclicBarrier(5);
        house.beforeCommand = command -> {
            if (command instanceof NumberCommand.GiveNumber) await(together);
        };
        assertThat(built(house.build.build("northfork", House.context())).claims())
                .containsExactlyElementsOf(house.ready);
    }

    private static void await(CyclicBarrier others) {
        try {
            others.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the others do not come", e);
        }
    }

    @Test
    void a_claim_that_two_batches_want_is_in_the_one_that_the_channel_took_first() {
        String claim = house.readyClaim();
        var built = built(house.build.build("northfork", House.context()));
        // Another instance had looked at the channel before, and was slower.
        house.batched(claim, "other", built.batch());
        assertThat(house.claim(claim).sending().batch()).isEqualTo("other");

        house.submitted(built.batch(), built.controlNumber(), claim);
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
        assertThat(house.claim(claim).sending().batch()).isEqualTo(built.batch());
        assertThat(house.claim(claim).sending().controlNumber()).isEqualTo(built.controlNumber());
    }

    @Test
    void a_batch_that_was_overtaken_sends_what_is_left() {
        String claim = house.readyClaim();
        var between = new AtomicBoolean();
        var other = new ClaimBatchBuilt[1];
        house.beforeStoring = () -> {
            if (between.getAndSet(true)) return;
            String left = house.ready.remove(1);
            other[0] = built(house.build.build("northfork", House.context()));
            house.ready.add(left);
        };
        String left = house.readyClaim();
        var built = built(house.build.build("northfork", House.context()));
        assertThat(other[0].claims()).containsExactly(claim);
        assertThat(built.claims()).containsExactly(left);
        assertThat(house.claim(left).sending().batch()).isEqualTo(built.batch());
    }

    @Test
    void sent_again_are_the_same_bytes_under_the_same_name() {
        house.readyClaim();
        var built = built(house.build.build("northfork", House.context()));
        house.send.send(built, House.context());
        byte[] first = house.outbox.get(built.controlNumber() + ".837");
        house.send.send(built, House.context());
        assertThat(house.outbox).hasSize(1);
        assertThat(house.outbox.get(built.controlNumber() + ".837")).isEqualTo(first);
    }

    @Test
    void a_claim_whose_last_filing_day_went_by_is_not_sent_and_says_so() {
        String claim = house.readyClaim();
        house.now = house.now.plus(java.time.Duration.ofDays(366));
        assertThat(house.build.build("northfork", House.context())).isInstanceOf(Outcome.Refused.class);
        assertThat(house.claim(claim).status()).isEqualTo(Status.FAILED);
        assertThat(house.claim(claim).findings()).extracting(f -> f.rule()).contains("BIL-6");
    }

    @Test
    void nothing_ready_is_a_no() {
        var outcome = house.build.build("northfork", House.context());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(
                        r.rejection().code())
                .isEqualTo("empty-batch"));
    }

    private static ClaimBatchBuilt built(Outcome<ChannelEvent> outcome) {
        return (ClaimBatchBuilt) ((Outcome.Done<ChannelEvent>) outcome).events().getFirst();
    }
}
