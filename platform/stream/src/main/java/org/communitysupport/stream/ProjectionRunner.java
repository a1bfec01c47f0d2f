package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views of one service: one thread feeds all generations that have caught up, each generation that is being filled has its own
 * until it has. Needs no order between topics.
 */
public final class ProjectionRunner implements ViewAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final int BATCH = 500;
    private static final int FILLING_BATCH = 2_000;

    private final Clients kafka;
    private final MongoDatabase database;
    private final EventCodec codec;
    private final Map<String, TreeMap<Integer, View<?>>> definitions = new TreeMap<>();
    private final Progress progress;
    private final MeterRegistry meters;
    private final Cursors cursors;
    private final Aliases aliases;
    private final RowJson json;
    private final Unlisted unlisted;
    private final EventConsumer main;
    private final Map<String, Fed> fed = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

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
            this.lot = new ParkingLot(database, name, codec);
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
            var delay = Duration.between(d.envelope().recordedAt(), java.time.Instant.now());
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
            MeterRegistry meters) {
        this.kafka = kafka;
        this.database = database;
        this.codec = codec;
        this.progress = progress;
        this.meters = meters;
        this.cursors = new Cursors(database);
        this.aliases = new Aliases(database);
        this.json = new RowJson(codec);
        this.unlisted = new Unlisted(meters);
        this.main = new EventConsumer("views", kafka, cursors, progress, BATCH);
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
    }

    /** The newest definition always has a generation; the first of all serves at once, a later one when it has caught up. */
    private Aliases.Alias prepared(TreeMap<Integer, View<?>> versions) {
        View<?> newest = versions.lastEntry().getValue();
        var found = aliases.find(newest.name());
        if (found.isEmpty()) {
            var first = new Aliases.Alias(
                    newest.name(),
                    newest.version(),
                    0,
                    Map.of(newest.version(), new Aliases.Generation(newest.version(), false)));
            aliases.save(first);
            return first;
        }
        var alias = found.get();
        boolean known = alias.generations().values().stream().anyMatch(g -> g.definition() >= newest.version());
        return known ? alias : withNew(alias, newest);
    }

    private Aliases.Alias withNew(Aliases.Alias alias, View<?> view) {
        int highest =
                alias.generations().keySet().stream().max(Integer::compare).orElse(0);
        int number = Math.max(highest + 1, view.version());
        var with = alias.with(number, new Aliases.Generation(view.version(), true));
        aliases.save(with);
        LOG.info("view {} is filled anew as generation {}.", view.name(), number);
        return with;
    }

    private void feed(View<?> view, int number, boolean filling) {
        RowStore.index(database, view, number);
        var one = new Fed(view, number);
        one.lot.load();
        fed.put(one.feed.name, one);
        if (!filling) {
            one.consumer = main;
            main.add(one.feed);
            return;
        }
        one.handler.writeBehind();
        var own = new EventConsumer(one.feed.name, kafka, cursors, progress, FILLING_BATCH);
        one.consumer = own;
        own.add(one.feed);
        own.endWhen(() -> caughtUp(one));
        own.start();
    }

    /** On the filling thread: when little is left, the thread that feeds all others takes it over. */
    private boolean caughtUp(Fed one) {
        if (closed || !small(one.feed)) return false;
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
        if (closed || !fed.containsKey(one.feed.name)) return false;
        synchronized (aliases) {
            var alias = aliases.find(one.view.name()).orElseThrow();
            if (isLevel(one, alias)) {
                aliases.save(alias.serving(one.number));
                LOG.info("view {} is served by generation {} now.", one.view.name(), one.number);
                return true;
            }
        }
        main.submit(() -> serveWhenLevel(one));
        return false;
    }

    /** Whether it has read all that the serving generation has; one that is not fed here has read nothing since the start. */
    private boolean isLevel(Fed one, Aliases.Alias alias) {
        var serving = fed.get(consumer(alias.view(), alias.serving()));
        return serving == null || one.consumer == serving.consumer && one.feed.holdsAllOf(serving.feed);
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
            var alias = withNew(alias(view), newest);
            int number =
                    alias.generations().keySet().stream().max(Integer::compare).orElseThrow();
            feed(newest, number, true);
            return number;
        }
    }

    private Aliases.Alias alias(String view) {
        return aliases.find(view).orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
    }

    @Override
    public void flip(String view, int generation) {
        onThread(main, () -> {
            synchronized (aliases) {
                var alias = alias(view);
                var one = fed.get(consumer(view, generation));
                if (one == null)
                    throw new IllegalStateException("generation " + generation + " of " + view + " is not fed");
                if (alias.serving() == generation) return null;
                if (!small(one.feed) || !isLevel(one, alias))
                    throw new IllegalStateException("generation " + generation + " of " + view + " is " + one.feed.lag()
                            + " records behind; it flips by itself when it has caught up");
                aliases.save(alias.serving(generation));
                return null;
            }
        });
    }

    @Override
    public void back(String view) {
        onThread(main, () -> {
            synchronized (aliases) {
                var alias = alias(view);
                if (!alias.generations().containsKey(alias.previous()))
                    throw new IllegalStateException("nothing served " + view + " before generation " + alias.serving());
                aliases.save(alias.serving(alias.previous()));
                return null;
            }
        });
    }

    @Override
    public void drop(String view, int generation) {
        Fed one;
        synchronized (aliases) {
            var alias = alias(view);
            if (alias.serving() == generation)
                throw new IllegalStateException("generation " + generation + " of " + view + " serves; flip first");
            aliases.save(alias.with(generation, null));
            one = fed.remove(consumer(view, generation));
        }
        if (one != null) {
            if (one.consumer == main)
                onThread(main, () -> {
                    main.remove(one.feed);
                    return null;
                });
            else one.consumer.close();
            one.lot.clear();
        }
        RowStore.collection(database, view, generation).drop();
        cursors.delete(consumer(view, generation));
        progress.forget(consumer(view, generation));
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

    /** Whether the row cannot go on; only generations fed here are known. */
    boolean isParked(String view, int generation, String rowId) {
        var one = fed.get(consumer(view, generation));
        return one != null && one.lot.isParked(ViewHandler.rowKey(rowId));
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
        closed = true;
        fed.values().forEach(one -> one.consumer.close());
        main.close();
    }
}
