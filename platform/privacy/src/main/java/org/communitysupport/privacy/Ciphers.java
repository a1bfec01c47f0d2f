package org.communitysupport.privacy;

import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A few platform threads on which Tink works. It keeps its ciphers and its random source per thread, and every virtual thread is a new one:
 * 17 to 20 µs a seal against 2, and for a new key a search of all jars for a provider that is not there.
 */
final class Ciphers {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("vault-", 1).factory());

    private Ciphers() {}

    /** What the work returns or throws, as if it had run here. */
    static <T> T call(Callable<T> work) throws GeneralSecurityException {
        try {
            return Thread.currentThread().isVirtual() ? THREADS.submit(work).get() : work.call();
        } catch (ExecutionException e) {
            return rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cipher ran", e);
        } catch (Exception e) {
            return rethrown(e);
        }
    }

    private static <T> T rethrown(Throwable failure) throws GeneralSecurityException {
        if (failure instanceof GeneralSecurityException e) throw e;
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
        throw new CompletionException(failure);
    }
}
