package org.communitysupport.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One way to die.
 *
 * @param part the process that dies
 * @param place a halt point, a step of the payer's, or {@link #ANYWHERE}, or for the three nodes how the primary is lost
 */
record Fault(String part, String place) {
    /** SIGKILL at a random time. */
    static final String ANYWHERE = "kill";
    /** Of three nodes; SIGKILL. */
    static final String PRIMARY_KILLED = "kill";
    /** Of three nodes: taking writes that reach nobody else, until it is killed and the others elect. */
    static final String PRIMARY_CUT_OFF = "cut-off";

    static final String PRIMARY = "primary";
    /** An instance beside others: stopped for longer than the group waits for it, then it goes on and knows nothing of it. */
    static final String STALLS = "stalls";
    /** An instance beside others: ended in good order, and started again. */
    static final String LEAVES = "leaves";

    private static final List<String> IN_A_SERVICE = List.of(
            "log.before-insert",
            "log.after-insert",
            "relay.after-send",
            "views.before-cursor",
            "reactions.before-cursor",
            "reaction.after-commands",
            ANYWHERE);
    private static final List<String> IN_BILLING =
            List.of("payer-file.before-claim", "payer-file.before-rename", "payer-file.before-sent");
    private static final List<String> IN_THE_PAYER =
            List.of("read", "answer_written", "committed", "answer_sent", "deposited", ANYWHERE);
    /** How often the loss of a primary comes up, for each time that another fault does. */
    private static final int LOSSES_OF_THE_PRIMARY = 3;

    String name() {
        return part + ':' + place;
    }

    boolean atAHaltPoint() {
        return !List.of(ANYWHERE, STALLS, LEAVES).contains(place) && !part.equals(PRIMARY);
    }

    /** Reached when a batch of claims goes out. */
    boolean isAboutAPayerFile() {
        return atAHaltPoint() && (part.equals("payer") || IN_BILLING.contains(place));
    }

    /** What may become of services of which several instances run, and of the group's coordinator. */
    static List<Fault> ofInstances(Map<String, Integer> instances) {
        var all = new ArrayList<Fault>();
        new TreeMap<>(instances).forEach((service, count) -> {
            for (int number = 1; number <= count; number++) {
                String part = number == 1 ? service : service + '-' + number;
                for (String place : IN_A_SERVICE) all.add(new Fault(part, place));
                if (service.equals("billing")) for (String place : IN_BILLING) all.add(new Fault(part, place));
                all.add(new Fault(part, STALLS));
                all.add(new Fault(part, LEAVES));
            }
        });
        all.add(new Fault("kafka", ANYWHERE));
        return List.copyOf(all);
    }

    /** Every one there is. */
    static List<Fault> all() {
        var all = new ArrayList<Fault>();
        for (String service : Site.SERVICES) for (String place : IN_A_SERVICE) all.add(new Fault(service, place));
        for (String place : IN_BILLING) all.add(new Fault("billing", place));
        for (String place : IN_THE_PAYER) all.add(new Fault("payer", place));
        for (String part : List.of("mongodb", "kafka", "keycloak")) all.add(new Fault(part, ANYWHERE));
        all.add(new Fault(PRIMARY, PRIMARY_KILLED));
        all.add(new Fault(PRIMARY, PRIMARY_CUT_OFF));
        return List.copyOf(all);
    }

    /**
     * What dies in which round: shuffled decks of all that may come, one deck after the other, so that each comes up equally often.
     *
     * @param of from {@link #all()}
     */
    static List<Fault> schedule(List<Fault> of, int rounds, Random random) {
        var schedule = new ArrayList<Fault>();
        while (schedule.size() < rounds) {
            var deck = new ArrayList<Fault>();
            for (var fault : of)
                deck.addAll(Collections.nCopies(fault.part.equals(PRIMARY) ? LOSSES_OF_THE_PRIMARY : 1, fault));
            Collections.shuffle(deck, random);
            schedule.addAll(deck);
        }
        return List.copyOf(schedule.subList(0, rounds));
    }
}
