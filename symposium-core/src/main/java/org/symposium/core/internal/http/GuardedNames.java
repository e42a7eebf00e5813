package org.symposium.core.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.symposium.core.internal.runs.Cancellation;

/**
 * Names to addresses, checked: a name is looked up once, every address of the answer must be allowed, and the caller connects to what it got here and
 * to nothing else. Looking up happens on threads of its own, since the system's resolver can't be interrupted.
 */
final class GuardedNames implements AutoCloseable {
    private static final int MOST_LOOKUPS = 64;

    /** The resolver behind the check. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final AddressPolicy policy;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "symposium-names");
                thread.setDaemon(true);
                return thread;
            });

    GuardedNames(Lookup lookup, AddressPolicy policy) {
        this.lookup = lookup;
        this.policy = policy;
    }

    /**
     * The addresses of a name or literal, at least one, all of them allowed.
     *
     * @throws AddressRefused when any of them is not
     * @throws UnknownHostException when there is none
     * @throws InterruptedIOException when it took too long or the run was stopped
     */
    List<InetAddress> resolve(String host, TimeLimit limit) throws IOException {
        List<InetAddress> addresses = unchecked(host, limit);
        for (InetAddress address : addresses) {
            check(host, address);
        }
        return addresses;
    }

    /** As {@link #resolve}, for a name that somebody else will look up: one that is not known here passes. */
    void checkIfKnown(String host, TimeLimit limit) throws IOException {
        try {
            resolve(host, limit);
        } catch (UnknownHostException e) {
            // theirs to find
        }
    }

    /** The addresses of a name that the host itself gave. */
    List<InetAddress> unchecked(String host, TimeLimit limit) throws IOException {
        if (host.isBlank()) {
            throw new UnknownHostException("no host"); // the JDK takes an empty name for loopback
        }
        List<InetAddress> addresses = List.of(answer(host, limit));
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    /** Lets an address pass that was looked up elsewhere, or throws. */
    void check(String host, InetAddress address) throws AddressRefused {
        var refusal = policy.refusal(address);
        if (refusal.isPresent()) {
            throw new AddressRefused(host, refusal.get());
        }
    }

    private InetAddress[] answer(String host, TimeLimit limit) throws IOException {
        var answer = new CompletableFuture<InetAddress[]>();
        Cancellation.Registration onCancel = limit.cancellation().onCancel(() -> answer.cancel(false));
        try {
            threads.execute(() -> lookUp(host, answer));
            return answer.get(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw new InterruptedIOException("looking up the name took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking up the name");
        } catch (RejectedExecutionException e) {
            throw new IOException("too many names are being looked up", e);
        } finally {
            onCancel.close();
        }
    }

    private void lookUp(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            answer.complete(lookup.addresses(host));
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
