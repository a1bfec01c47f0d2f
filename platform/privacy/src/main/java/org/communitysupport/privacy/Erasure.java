package org.communitysupport.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.communitysupport.kernel.BusinessClock;

/**
 * Destroys a person's key, unless a retention duty or a legal hold forbids it. Holds stand in the person's key document, so that whether one
 * forbids it and the destruction are one step: no hold that was placed first can be overtaken.
 */
public final class Erasure {
    private final PersonKeys keys;
    private final BusinessClock clock;

    public Erasure(PersonKeys keys, BusinessClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public enum Kind {
        LEGAL_HOLD,
        RETENTION
    }

    /**
     * @param id chosen by who places it; placing it again while it stands changes nothing
     * @param rule the duty, e.g. {@code 10A NCAC 26B} or a case number; no personal data
     * @param until the last day on which it forbids; empty means until it is lifted
     */
    public record Hold(String id, Kind kind, String rule, Optional<LocalDate> until, String placedBy) {}

    public sealed interface Result {}

    /** The key is gone, now or since {@code at}. */
    public record Erased(Instant at) implements Result {}

    public record RefusedByHold(Hold hold) implements Result {}

    /** No key and no tombstone: nothing personal was ever sealed under this id. */
    public record NoSuchPerson() implements Result {}

    /**
     * @param by user id
     * @param reason for the record, no personal data
     */
    public Result erase(String person, String by, String reason) {
        var at = Date.from(clock.now());
        var erased = keys.collection()
                .updateOne(
                        and(
                                eq("_id", person),
                                exists("destroyed", false),
                                exists("wrapped"),
                                not(elemMatch("holds", active()))),
                        combine(
                                set(
                                        "destroyed",
                                        new Document("at", at).append("by", by).append("reason", reason)),
                                unset("wrapped")));
        if (erased.getModifiedCount() == 1) {
            keys.destroyed(person);
            return new Erased(at.toInstant());
        }
        return whyNot(person);
    }

    private Result whyNot(String person) {
        var stored = keys.collection().find(eq("_id", person)).first();
        if (stored == null) return new NoSuchPerson();
        var tombstone = stored.get("destroyed", Document.class);
        if (tombstone != null) return new Erased(tombstone.getDate("at").toInstant());
        return holds(stored).stream()
                .filter(this::forbids)
                .findFirst()
                .<Result>map(RefusedByHold::new)
                .orElseGet(NoSuchPerson::new);
    }

    /** Also before anything was sealed for the person, and again after it was lifted. */
    public void hold(String person, Hold hold) {
        var document = new Document("id", hold.id())
                .append("kind", hold.kind().name())
                .append("rule", hold.rule())
                .append("placedBy", hold.placedBy())
                .append("placedAt", Date.from(clock.now()));
        hold.until().ifPresent(day -> document.append("until", day.toString()));
        for (int attempt = 1; !placed(person, document); attempt++)
            if (attempt == 5) throw new IllegalStateException("the key database did not take a hold on " + person);
    }

    /** A duplicate key says that the hold is there already, or that another writer has just made the document. */
    private boolean placed(String person, Document hold) {
        var id = and(eq("id", hold.getString("id")), exists("lifted", false));
        try {
            keys.collection()
                    .updateOne(
                            and(eq("_id", person), not(elemMatch("holds", id))),
                            push("holds", hold),
                            new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw e;
            return keys.collection().countDocuments(and(eq("_id", person), elemMatch("holds", id))) == 1;
        }
    }

    /** False when there is no such hold, or it was lifted before. */
    public boolean lift(String person, String hold, String by) {
        var lifted = new Document("at", Date.from(clock.now())).append("by", by);
        return keys.collection()
                        .updateOne(
                                and(
                                        eq("_id", person),
                                        elemMatch("holds", and(eq("id", hold), exists("lifted", false)))),
                                set("holds.$.lifted", lifted))
                        .getModifiedCount()
                == 1;
    }

    /** Those that forbid erasure today. */
    public List<Hold> holds(String person) {
        var stored = keys.collection().find(eq("_id", person)).first();
        return stored == null
                ? List.of()
                : holds(stored).stream().filter(this::forbids).toList();
    }

    private static List<Hold> holds(Document stored) {
        return stored.getList("holds", Document.class, List.of()).stream()
                .filter(d -> !d.containsKey("lifted"))
                .map(d -> new Hold(
                        d.getString("id"),
                        Kind.valueOf(d.getString("kind")),
                        d.getString("rule"),
                        Optional.ofNullable(d.getString("until")).map(LocalDate::parse),
                        d.getString("placedBy")))
                .toList();
    }

    private boolean forbids(Hold hold) {
        return hold.until().map(day -> !day.isBefore(today())).orElse(true);
    }

    private Bson active() {
        return and(exists("lifted", false), or(exists("until", false), gte("until", today().toString())));
    }

    /** A last day ends last in Hawaii. */
    private LocalDate today() {
        return clock.today(ZoneOffset.ofHours(-10));
    }
}
