package org.communitysupport.journey.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.communitysupport.local.Home;
import org.communitysupport.parts.keycloak.Keycloak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cs demo}: one person from referral to paid claim, with near misses, through the running system. Exit code 0 only when all of it came true. */
@Command(name = "demo", description = "Carries one person from referral to paid claim through the running system.")
public final class Demo implements Callable<Integer> {
    @Option(names = "--cast-file", hidden = true, description = "Where to write every invented name, for a test.")
    Path castFile;

    @Override
    public Integer call() {
        Home home = Home.find();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var services = List.of("referral", "eligibility", "care-plan", "encounter", "billing");
        var api = new HttpApi(URI.create(Keycloak.issuer(home.keycloakPort())), home.services());
        var cast = new Cast();
        var screen = new Screen(out);
        try (var tail = new EventTail("127.0.0.1:" + home.kafkaPort(), services, screen::show)) {
            tail.use();
            var stage = new Stage(api, services, out);
            play(new Story(stage, cast, home.data("payer")), screen);
            screen.settled();
            screen.sum();
            Stage.check(screen.seen() > 0, "events were seen on the topics");
            out.println("   All of it came true.");
            return 0;
        } catch (Broken | IllegalStateException e) {
            out.flush();
            System.err.println("cs: " + e.getMessage());
            return 1;
        } finally {
            if (castFile != null) cast.write(castFile);
        }
    }

    private static void play(Story s, Screen screen) {
        AnAgencyWithATeam.isSetUp(s);
        AFridayAfternoonReferral.arrives(s);
        AFridayAfternoonReferral.isAcceptedTheSameAfternoon(s);
        AFridayAfternoonReferral.isReadBackAsFarAsThePersonConsents(s);
        AFullHouse.beginsWithThreeMore(s);

        IntoTheProgram.criteriaAreMetEachWithItsSource(s);
        IntoTheProgram.anOrderAndAPassThroughOpenTheEpisode(s);
        APlanOfTheirOwn.isDraftedSignedAndActive(s);
        APlanOfTheirOwn.fillsThePayersForm(s);
        LateSignatures.somebodyElseStartsWithoutAnOrder(s);

        OneDay.ofManyHands(s);
        LateSignatures.holdTheDay(s);
        OneDay.andTheNightsAfter(s);
        UnitsRunOut.at34Of36With3MoreWanted(s);
        UnitsRunOut.untilThePayerAnswers(s);
        UnitsRunOut.areSeenOnTheBoardBeforeRenewal(s);

        screen.settled();
        screen.crowd();
        AFullHouse.isReachedAt48Of48(s);
        screen.calm();
        AFullHouse.declinesWithTheProof(s);
        AFullHouse.givesBackSlotAndUnits(s);
        AFullHouse.answersWhatIsNotForUsAsSuch(s);

        TheFirstOfTheMonth.aThirdPersonGetsReady(s);
        TheFirstOfTheMonth.isServedWhileTheirPayerHasChanged(s);
        var money = new Money(s);
        money.goesOutInOneBatch();
        money.comesBackAsTheDeposit();
        money.showsTheDenialWithItsNextStep();
        money.canBeFollowedBackToTheReferral();
    }
}
