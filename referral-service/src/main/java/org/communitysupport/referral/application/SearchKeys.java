package org.communitysupport.referral.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.privacy.SearchWords;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.Keys;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;

/** Makes the keyed hashes by which a person is found and is seen to be like another (REF-2). Similar sounds are the library's matter. */
public final class SearchKeys {
    private final KeyedHash hash;
    private final UnaryOperator<String> sound;

    /** @param sound how a name sounds, as a code that similar names share */
    public SearchKeys(KeyedHash hash, UnaryOperator<String> sound) {
        this.hash = hash;
        this.sound = sound;
    }

    public Keys of(String tenant, Demographics who) {
        var search = new LinkedHashSet<String>();
        search.addAll(words(tenant, who.familyName(), who.givenName(), who.preferredName()));
        if (who.birthDate() != null) search.addAll(born(tenant, who.birthDate()));
        if (Ref2SamePerson.memberId(who.memberId()) != null) search.add(memberId(tenant, who.memberId()));
        if (who.phone() != null) search.add(phone(tenant, who.phone()));
        return new Keys(List.copyOf(search), likeness(tenant, who));
    }

    /** Each word of it; empty when nothing is left of the text. */
    public List<String> words(String tenant, String... texts) {
        var all = new LinkedHashSet<String>();
        for (String text : texts) if (text != null) all.addAll(SearchWords.of(hash, tenant, text));
        return List.copyOf(all);
    }

    public List<String> born(String tenant, LocalDate on) {
        return List.copyOf(SearchWords.of(hash, tenant, on.toString()));
    }

    public String memberId(String tenant, String text) {
        return hash.hex("member-id", tenant, Ref2SamePerson.memberId(text));
    }

    /** The last ten digits: with or without the country's number it is the same telephone. */
    public String phone(String tenant, String text) {
        String digits = text.replaceAll("\\D", "");
        return key("search-phone", tenant, digits.substring(Math.max(0, digits.length() - 10)));
    }

    /** One name and birth date; one that sounds like it; another family name since a marriage; day and month the wrong way round. */
    private List<String> likeness(String tenant, Demographics who) {
        if (who.birthDate() == null) return List.of();
        String family = Ref2SamePerson.name(who.familyName());
        String given = Ref2SamePerson.name(who.givenName());
        if (family.isEmpty() || given.isEmpty()) return List.of();
        String born = who.birthDate().toString();
        var keys = new ArrayList<String>();
        keys.add(key("like-name", tenant, family, given, born));
        keys.add(key("like-sound", tenant, sound.apply(family), sound.apply(given), born));
        keys.add(key("like-given", tenant, given, born));
        keys.add(key("like-turned", tenant, family, given, turned(who.birthDate())));
        return List.copyOf(keys);
    }

    private static String turned(LocalDate day) {
        int first = Math.min(day.getMonthValue(), day.getDayOfMonth());
        int second = Math.max(day.getMonthValue(), day.getDayOfMonth());
        return day.getYear() + "-" + first + "-" + second;
    }

    private String key(String purpose, String... parts) {
        return hash.hex(purpose, parts).substring(0, 32);
    }
}
