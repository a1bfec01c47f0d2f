package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views of one service in the lanes that this instance works on: one thread feeds all generations that have caught up, each
 * generation that is being filled has its own until it has. Needs no order between topics. What another instance changes about generations
 * (one more to fill, one that serves, one that is dropped) is followed within a second.
 */
public final class ProjectionRunner implements ViewAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final int BATCH = 500;
    private static final int FILLING_BATCH = 2_000;
    private static final Duration FOLLOW = Duration.ofSeconds(1);
    /** Every instance follows within a second, if it is not stopped altogether. */
    private static final Duration ALL_HAVE_LET_GO = Duration.ofSeconds(5);

    private final Clients kafka;
    private final MongoDatabase database;
    private final EventCodec codec;
    private final Map<String, TreeMap<Integer, View<?>>> definitions = new TreeMap<>();
    private final Progress progress;
    private final Ownership ownership;
    private final MeterRegistry meters;
    private final Cursors cursors;
    private final Aliases aliases;
    private final RowJson json;
    private final Unlisted unlisted;
    private final EventConsumer main;
    private final Map<String, Fed> fed = new ConcurrentSkipListMap<>();
    private final Closing closing = new Closing();
    private volatile Set<String> parkedElsewhere = Set.of();
    private Thread follower;

    /** A generation that this process feeds. */
    private final class Fed {
        final View<?> view;
        final int number;
        final ParkingLot lot;
        final ViewHandler<?> handler;
        final Feed feed;
        final long since = System.nanoTime();
        volatile EventConsumer consumer;

        <R> Fed(View<R> view, int number) {
            this.view = view;
            this.number = number;
            String name = consumer(view.name(), number);
            this.lot = new ParkingLot(database, name, codec, ownership);
            var handler =
                    new ViewHandler<>(name, view, codec, new RowStore<>(database, view, number, json), lot, unlisted);
            this.handler = handler;
            this.feed = new Feed(name, view.sources(), new Feed.Handler() {
                @Override
                public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
                    var stops = handler.handle(due);
                    if (consumer == main) due.forEach(Fed.this::published);
                    return stops;
                }

                @Override
                public void assigned(Map<Integer, Long> epochs) {
                    handler.assigned(epochs);
                }

                @Override
                public void released(Set<Integer> lanes) {
                    handler.released(lanes);
                }

                @Override
                public boolean handles(Delivery d) {
                    return handler.handles(d);
                }

                @Override
                public boolean knowsRepeats() {
                    return handler.knowsRepeats();
                }

                @Override
                public boolean holds() {
                    return handler.holds();
                }

                @Override
                public void store() {
                    handler.store();
                }
            });
            Gauge.builder("cs.view.lag", feed, Feed::lag)
                    .description("records that the view has not read")
                    .tag("view", view.name())
                    .tag("generation", Integer.toString(number))
                    .register(meters);
            Gauge.builder("cs.parked.keys", lot, ParkingLot::size)
                    .description("keys that cannot go on")
                    .tag("consumer", name)
                    .register(meters);
        }

        private void published(Delivery d) {
            var delay = Duration.between(d.envelope().recordedAt(), Instant.now());
            if (!delay.isNegative())
                meters.timer("cs.view.freshness", "view", view.name()).record(delay);
        }
    }

    /** @param views all views of the service, deadlines' rows among them; several versions of one view are fed beside each other */
    public ProjectionRunner(
            Clients kafka,
            MongoDatabase database,
            EventCodec codec,
            List<View<?>> views,
            Progress progress,
            Ownership ownership,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.ownership = ownership;
        this.database = database;
        this.codec = codec;
        this.progress = progress;
        this.meters = meters;
        this.cursors = new Cursors(database);
        this.aliases = new Aliases(database);
        this.json = new RowJson(codec);
        this.unlisted = new Unlisted(meters);
        this.main = new EventConsumer("views", kafka, cursors, progress, ownership, BATCH);
        for (View<?> view : views)
            if (definitions.computeIfAbsent(view.name(), n -> new TreeMap<>()).put(view.version(), view) != null)
                throw new IllegalStateException(
                        "view " + view.name() + " version " + view.version() + " is there twice");
    }

    /** {@code view:board:v1}: how a generation is named among consumers. */
    static String consumer(String view, int generation) {
        return "view:" + view + ":v" + generation;
    }

    /** Needs the database; a broker or topics that are not there yet are waited for. */
    public void start() {
        for (var versions : definitions.values()) {
            var alias = prepared(versions);
            alias.generations().forEach((number, generation) -> {
                View<?> view = versions.get(generation.definition());
                if (view == null)
                    LOG.warn(
                            "view {} generation {} was made by version {}, whose code is not here: it is not fed.",
                            alias.view(),
                            number,
                            generation.definition());
                else feed(view, number, generation.filling());
            });
        }
        main.start();
        follower = Thread.ofPlatform().name("views-follow").start(this::follow);
    }

    private void follow() {
        while (!closing.within(FOLLOW)) {
            try {
                aliases.refresh();
                for (String view : definitions.keySet()) aliases.find(view).ifPresent(this::follow);
                parkedElsewhere = ownership.ownsAll() ? Set.of() : ParkingLot.rowsElsewhere(database, ownership);
            } catch (RuntimeException e) {
                LOG.debug("views are followed later: {}", Outages.sentence(e));
            }
        }
    }

    /** What other instances have decided about the generations of a view is done here, too. */
    private void follow(Aliases.Alias alias) {
        synchronized (aliases) {
            if (closing.isSaid()) return;
            alias.generations().forEach((number, generation) -> {
                View<?> view = definitions.get(alias.view()).get(generation.definition());
                if (view != null && !fed.containsKey(consumer(alias.view(), number)))
                    feed(view, number, generation.filling());
            });
            for (var one : List.copyOf(fed.values()))
                if (one.view.name().equals(alias.view()) && !alias.generations().containsKey(one.number)) letGo(one);
            alias.dropped().forEach((number, since) -> {
                if (ownership.ownsAll() || System.currentTimeMillis() - since.getTime() > ALL_HAVE_LET_GO.toMillis())
                    delete(alias.view(), number);
            });
        }
    }

    /** Each instance does it: one that had not heard of it in time may have written a row anew. */
    private void delete(String view, int number) {
        RowStore.collection(database, view, number).drop();
        cursors.delete(consumer(view, number));
        ParkingLot.clear(database, consumer(view, number));
        progress.forget(consumer(view, number));
        aliases.change(view, alias -> alias.dropped().containsKey(number) ? alias.deleted(number) : alias);
    }

    /** The newest definition always has a generation; the first of all serves at once, a later one when it has caught up. */
    private Aliases.Alias prepared(TreeMap<Integer, View<?>> versions) {
        View<?> newest = versions.lastEntry().getValue();
        var found = aliases.find(newest.name());
        var alias =
                found.isPresent() ? found.get() : aliases.made(Aliases.Alias.first(newest.name(), newest.version()));
        // Two instances that start with a new version at once make one generation of it.
        return isKnown(alias, newest)
                ? alias
                : aliases.change(newest.name(), now -> isKnown(now, newest) ? now : withNew(now, newest));
    }

    private static boolean isKnown(Aliases.Alias alias, View<?> newest) {
        return alias.generations().values().stream().anyMatch(g -> g.definition() >= newest.version());
    }

    private static Aliases.Alias withNew(Aliases.Alias alias, View<?> view) {
        int number = alias.next(view.version());
        LOG.info("view {} is filled anew as generation {}.", view.name(), number);
        return alias.with(number, new Aliases.Generation(view.version(), true));
    }

    private void feed(View<?> view, int number, boolean filling) {
        RowStore.index(database, view, number);
        var one = new Fed(view, number);
        fed.put(one.feed.name, one);
        if (!filling) {
            one.consumer = main;
            main.add(one.feed);
            return;
        }
        one.handler.writeBehind();
        var own = new EventConsumer(one.feed.name, kafka, cursors, progress, ownership, FILLING_BATCH);
        one.consumer = own;
        own.add(one.feed);
        own.endWhen(() -> caughtUp(one));
        own.start();
    }

    /** On the filling thread: when little is left, the thread that feeds all others takes it over. */
    private boolean caughtUp(Fed one) {
        if (closing.isSaid() || !small(one.feed)) return false;
        one.consumer.store();
        one.handler.writeAtOnce();
        one.consumer = main;
        main.submit(() -> {
            main.add(one.feed);
            return serveWhenLevel(one);
        });
        return true;
    }

    /** On the main thread, between two polls. A generation that lacked what the serving one holds would take readers back. */
    private boolean serveWhenLevel(Fed one) {
        if (closing.isSaid() || !fed.containsKey(one.feed.name)) return false;
        var alias = aliases.find(one.view.name()).orElseThrow();
        var generation = alias.generations().get(one.number);
        if (generation == null || !generation.filling()) return false;
        if (isLevel(one, alias)) {
            aliases.change(alias.view(), now -> stillFilling(now, one.number) ? now.serving(one.number) : now);
            LOG.info("view {} is served by generation {} now.", one.view.name(), one.number);
            return true;
        }
        main.submit(() -> serveWhenLevel(one));
        return false;
    }

    private static boolean stillFilling(Aliases.Alias alias, int number) {
        var generation = alias.generations().get(number);
        return generation != null && generation.filling();
    }

    /** Whether it has read all that the serving generation has; one that is not fed here has read nothing here since the start. */
    private boolean isLevel(Fed one, Aliases.Alias alias) {
        var serving = fed.get(consumer(alias.view(), alias.serving()));
        boolean here = serving == null || one.consumer == serving.consumer && one.feed.holdsAllOf(serving.feed);
        return here && (ownership.ownsAll() || isLevelElsewhere(one, consumer(alias.view(), alias.serving())));
    }

    /** As other instances have stored it: both are fed by one thread each there, so what one of them lacks is on its way. */
    private boolean isLevelElsewhere(Fed one, String serving) {
        if (!ownership.isSettled()) return false;
        var theirs = cursors.load(serving, one.view.sources());
        var ours = cursors.load(one.feed.name, one.view.sources());
        return theirs.entrySet().stream().allMatch(s -> s.getValue().lanes().entrySet().stream()
                .filter(lane -> !ownership.owns(lane.getKey()))
                .allMatch(lane -> {
                    var stand = ours.get(s.getKey());
                    var mine = stand == null
                            ? Cursors.Cursor.START
                            : stand.lanes().getOrDefault(lane.getKey(), Cursors.Cursor.START);
                    Mark mark = lane.getValue().mark();
                    return mine.mark().covers(mark.seq(), mark.index());
                }));
    }

    private static boolean small(Feed feed) {
        return Generation.caughtUp(feed.lag()) && feed.problems().isEmpty();
    }

    @Override
    public List<Generation> list() {
        var all = new ArrayList<Generation>();
        for (String view : definitions.keySet())
            aliases.find(view).ifPresent(alias -> alias.generations().forEach((number, g) -> {
                var one = fed.get(consumer(view, number));
                long rate = one == null
                        ? 0
                        : one.feed.taken() * 1_000_000_000L / Math.max(1, System.nanoTime() - one.since);
                long lag = one == null ? -1 : one.feed.lag();
                all.add(new Generation(
                        view,
                        number,
                        g.definition(),
                        alias.serving() == number,
                        g.filling(),
                        one != null,
                        lag,
                        rate,
                        lag == 0 ? 0 : lag < 0 || rate == 0 ? -1 : lag / rate,
                        progress.all().getOrDefault(consumer(view, number), Map.of())));
            }));
        return all;
    }

    @Override
    public int rebuild(String view) {
        var versions = definitions.get(view);
        if (versions == null) throw new IllegalArgumentException("there is no view " + view);
        View<?> newest = versions.lastEntry().getValue();
        synchronized (aliases) {
            var alias = aliases.change(view, now -> withNew(now, newest));
            int number =
                    alias.generations().keySet().stream().max(Integer::compare).orElseThrow();
            feed(newest, number, true);
            return number;
        }
    }

    @Override
    public void flip(String view, int generation) {
        onThread(main, () -> {
            aliases.change(view, alias -> flipped(alias, generation));
            return null;
        });
    }

    private Aliases.Alias flipped(Aliases.Alias alias, int generation) {
        var one = fed.get(consumer(alias.view(), generation));
        if (one == null || !alias.generations().containsKey(generation))
            throw new IllegalStateException("generation " + generation + " of " + alias.view() + " is not fed");
        if (alias.serving() == generation) return alias;
        if (!small(one.feed) || !isLevel(one, alias))
            throw new IllegalStateException("generation " + generation + " of " + alias.view() + " is " + one.feed.lag()
                    + " records behind; it flips by itself when it has caught up");
        return alias.serving(generation);
    }

    @Override
    public void back(String view) {
        onThread(main, () -> {
            aliases.change(view, alias -> {
                if (!alias.generations().containsKey(alias.previous()))
                    throw new IllegalStateException("nothing served " + view + " before generation " + alias.serving());
                return alias.serving(alias.previous());
            });
            return null;
        });
    }

    @Override
    public void drop(String view, int generation) {
        synchronized (aliases) {
            var alias = aliases.change(view, now -> {
                if (now.serving() == generation)
                    throw new IllegalStateException("generation " + generation + " of " + view + " serves; flip first");
                return now.generations().containsKey(generation)
                        ? now.without(generation, Date.from(Instant.now()))
                        : now;
            });
            follow(alias);
        }
    }

    private void letGo(Fed one) {
        fed.remove(one.feed.name);
        if (one.consumer == main)
            onThread(main, () -> {
                main.remove(one.feed);
                return null;
            });
        else one.consumer.close();
    }

    static <T> T onThread(EventConsumer consumer, java.util.concurrent.Callable<T> work) {
        return waited(consumer.submit(work));
    }

    /** For a bounded time. */
    static <T> T waited(java.util.concurrent.Future<T> done) {
        try {
            return done.get(30, java.util.concurrent.TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the consumer is busy or waits for an outage to end; try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Why views will not go on until the process is started anew; empty while they live. */
    public Optional<String> dead() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(main), fed.values().stream().map(one -> one.consumer))
                .map(EventConsumer::died)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(cause -> "views died of " + cause);
    }

    /** What hinders views: lanes that are held or stopped, outages. Empty when all is well. */
    public List<String> problems() {
        var all = new ArrayList<String>();
        if (main.trouble() != null) all.add("views wait: " + main.trouble());
        fed.values().forEach(one -> all.addAll(one.feed.problems()));
        return all;
    }

    /** Views that are served by a generation whose code is not in this release: their rows may not read here. */
    public List<String> strange() {
        return definitions.entrySet().stream()
                .filter(view -> aliases.find(view.getKey())
                        .map(alias -> alias.generations().get(alias.serving()))
                        .filter(serving -> !view.getValue().containsKey(serving.definition()))
                        .isPresent())
                .map(view -> "the view " + view.getKey()
                        + " is served by a version whose code is not in this release; end this instance")
                .toList();
    }

    Optional<Aliases.Alias> find(String view) {
        return aliases.find(view);
    }

    RowJson json() {
        return json;
    }

    MongoDatabase database() {
        return database;
    }

    Progress progress() {
        return progress;
    }

    /** Whether the row cannot go on; in lanes of other instances as of a second ago. */
    boolean isParked(String view, int generation, String rowId) {
        String consumer = consumer(view, generation), key = ViewHandler.rowKey(rowId);
        var one = fed.get(consumer);
        return one != null && one.lot.isParked(key) || parkedElsewhere.contains(consumer + '|' + key);
    }

    boolean has(String consumer) {
        return fed.containsKey(consumer);
    }

    String heal(String consumer, String key) {
        var one = fed.get(consumer);
        var thread = one.consumer;
        return onThread(thread, () -> {
            String error = one.handler.heal(key);
            if (one.feed.resume()) thread.seekAnew();
            return error;
        });
    }

    @Override
    public void close() {
        closing.say();
        if (follower != null) Outages.join(follower);
        fed.values().forEach(one -> one.consumer.close());
        main.close();
    }
}
