package org.communitysupport.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done one after the other for each key, and for many keys beside each other, so that what they store travels together. A key
 * whose turn is not taken stands still, and with it nothing but that key.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final String name;
    private final int atOnce;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Line> lines = new HashMap<>();
    /** Those that have something to do and nobody who does it. Each gives its place up after one turn, so that none waits for a long one. */
    private final Deque<Line> ready = new ArrayDeque<>();

    private int running;
    private int open;
    private boolean closed;
    private volatile Throwable fatal;

    /** One piece of work. */
    @FunctionalInterface
    interface Turn {

        /** Returns whether it was taken; when not, the key stands still until it is asked to go on, and the same turn comes again. */
        boolean take();
    }

    private enum State {
        READY,
        RUNNING,
        STANDING
    }

    private static final class Line {
        final String key;
        final Deque<Turn> turns = new ArrayDeque<>();
        /** Asked to come first while a turn was being taken: next, whether that one is taken or has to come again. */
        final Deque<Turn> ahead = new ArrayDeque<>();

        State state = State.READY;

        Line(String key) {
            this.key = key;
        }
    }

    /**
     * @param atOnce so many keys are worked on beside each other
     * @param most from so many turns on there is no room for more; who adds all the same is not refused
     */
    Turns(String name, int atOnce, int most) {
        this.name = name;
        this.atOnce = atOnce;
        this.most = most;
    }

    /** Behind all of its key. */
    void add(String key, Turn turn) {
        lock.lock();
        try {
            Line line = lines.get(key);
            if (line == null) {
                line = new Line(key);
                lines.put(key, line);
                ready.addLast(line);
            }
            line.turns.addLast(turn);
            if (line.state != State.STANDING) open++;
            fill();
        } finally {
            lock.unlock();
        }
    }

    /** Before all of its key that has not begun, also when the key stands still. */
    void addFirst(String key, Turn turn) {
        lock.lock();
        try {
            Line line = lines.get(key);
            if (line == null) {
                add(key, turn);
                return;
            }
            (line.state == State.RUNNING ? line.ahead : line.turns).addFirst(turn);
            if (line.state == State.STANDING) goOn(line);
            else open++;
            fill();
        } finally {
            lock.unlock();
        }
    }

    /** Keys that stand still try their turn again. */
    void goOn() {
        lock.lock();
        try {
            for (Line line : lines.values()) if (line.state == State.STANDING) goOn(line);
            fill();
        } finally {
            lock.unlock();
        }
    }

    private void goOn(Line line) {
        line.state = State.READY;
        open += line.turns.size();
        ready.addLast(line);
    }

    private void fill() {
        while (!closed && running < atOnce && !ready.isEmpty()) {
            running++;
            Line first = taken();
            Thread.ofVirtual().name(name).start(() -> work(first));
        }
    }

    private Line taken() {
        Line line = ready.removeFirst();
        line.state = State.RUNNING;
        return line;
    }

    private void work(Line line) {
        for (Line next = line; next != null; ) next = after(next, taken(first(next)));
    }

    private Turn first(Line line) {
        lock.lock();
        try {
            return line.turns.getFirst();
        } finally {
            lock.unlock();
        }
    }

    private boolean taken(Turn turn) {
        try {
            return turn.take();
        } catch (RuntimeException e) {
            LOG.error("{}: a turn that should not fail did; its key stands still.", name, e);
            return false;
        } catch (Throwable e) {
            LOG.error("{} died.", name, e);
            fatal = e;
            return false;
        }
    }

    /** What is next for whoever has done one turn of this line; null when there is nothing. */
    private Line after(Line line, boolean taken) {
        lock.lock();
        try {
            boolean askedFirst = !line.ahead.isEmpty();
            if (taken) {
                line.turns.removeFirst();
                open--;
            }
            while (!line.ahead.isEmpty()) line.turns.addFirst(line.ahead.removeLast());
            if (taken || askedFirst) {
                line.state = State.READY;
                if (line.turns.isEmpty()) lines.remove(line.key);
                else ready.addLast(line);
            } else {
                line.state = State.STANDING;
                open -= line.turns.size();
            }
            if (!closed && !ready.isEmpty()) return taken();
            running--;
            changed.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            return open >= most;
        } finally {
            lock.unlock();
        }
    }

    /** Begins no turn any more, and waits for those that have begun, for a bounded time. */
    void close(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            while (running > 0 && left > 0) left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What nothing here can bear, such as no memory; null while all is well. */
    Throwable fatal() {
        return fatal;
    }
}
