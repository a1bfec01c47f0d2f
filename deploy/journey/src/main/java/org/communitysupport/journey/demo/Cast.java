package org.communitysupport.journey.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Invents the persons of one run. None of them exists; the names are of no language, so that whoever searches logs for them finds only
 * what should not be there.
 */
public final class Cast {
    private static final List<String> SYLLABLES = List.of(
            "bra", "cel", "dor", "eph", "gim", "hul", "jex", "kov", "lun", "mir", "nox", "oth", "pru", "quil", "rav",
            "sten", "tov", "ulm", "vex", "wyl", "yor", "zan");

    private final Random random;
    private final Set<String> memberIds = new HashSet<>();
    private final List<Person> persons = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** Nobody of another run. */
    public Cast() {
        this(new SecureRandom());
    }

    /** The same persons for the same numbers. */
    public Cast(Random random) {
        this.random = random;
    }

    /** @param memberId as NC Medicaid writes it: nine digits and a letter */
    public record Person(String family, String given, LocalDate born, String memberId, String phone, String street) {}

    /** @param age in years on {@code today} */
    public synchronized Person person(int age, LocalDate today) {
        String memberId;
        do memberId = "%09d%c".formatted(random.nextInt(1_000_000_000), 'A' + random.nextInt(26));
        while (!memberIds.add(memberId));
        var person = new Person(
                name(3),
                name(2),
                today.minusYears(age).minusDays(10 + random.nextInt(300)),
                memberId,
                "980555%04d".formatted(random.nextInt(10_000)),
                (100 + random.nextInt(9_900)) + " " + name(3) + " St");
        persons.add(person);
        return person;
    }

    /** Somebody in the story who is not served: a sister, a member of staff. */
    synchronized String somebody() {
        String name = name(2) + " " + name(3);
        others.add(name);
        return name;
    }

    /** Eight letters and digits that no other run has. */
    String suffix() {
        return "%08x".formatted(random.nextInt());
    }

    private String name(int syllables) {
        var name = new StringBuilder();
        for (int i = 0; i < syllables; i++) name.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }

    /** Everything that may stand in no log: full names, family names, birth dates, member ids, phones, streets. */
    synchronized List<String> secrets() {
        var secrets = new ArrayList<String>();
        for (var p : persons)
            secrets.addAll(List.of(
                    p.family(),
                    p.given() + " " + p.family(),
                    p.born().toString(),
                    p.born().toString().replace("-", ""),
                    p.memberId(),
                    p.phone(),
                    p.street()));
        secrets.addAll(others);
        return secrets;
    }

    /** For a test that searches logs; readable by nobody else. */
    void write(Path file) {
        try {
            java.nio.file.Files.write(file, secrets());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("the cast cannot be written", e);
        }
    }
}
