package org.symposium.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A source that needs no network, takes as long as the test wants, and notes who ran. */
final class Buoys implements SourceHandler {
    private static final IntegrationType TYPE = IntegrationType.of(Values.fromJson("""
            {"name": "buoys", "display_name": "Buoys", "category": "source", "description": "For tests", "icon": "🛟", "version": "1",
             "auth_schema": {"fields": []}, "source_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "handler_module": "test"}"""));

    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<CountDownLatch> holds = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HandlerException> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile boolean untilStopped;
    private volatile Duration time = Duration.ZERO;

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public CardData execute(SourceRun run) {
        ran.add(run.executionId());
        most.accumulateAndGet(count.incrementAndGet(), Math::max);
        CountDownLatch hold = holds.poll();
        boolean stubborn = untilStopped;
        inside.countDown();
        try {
            if (hold != null) {
                hold.await();
            }
            while (stubborn) {
                run.stopIfCancelled();
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            count.decrementAndGet();
            left.incrementAndGet();
        }
        HandlerException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return CardData.of("Waves");
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }

    /** The next run does not end before the latch is counted down. */
    CountDownLatch holdNext() {
        var hold = new CountDownLatch(1);
        holds.add(hold);
        return hold;
    }

    /** The next run ends so. */
    void failNext(HandlerException failure) {
        failures.add(failure);
    }

    /** Runs that begin from now on end only when they are stopped. */
    void holdUntilStopped() {
        untilStopped = true;
    }

    /** Runs that begin from now on end by themselves. */
    void release() {
        untilStopped = false;
        holds.clear();
    }

    void takeTime(Duration each) {
        time = each;
    }

    void awaitInside() throws InterruptedException {
        inside.await();
    }

    /** Execution ids, in the order they began. */
    List<String> ran() {
        return ran;
    }

    int mostInside() {
        return most.get();
    }

    int left() {
        return left.get();
    }
}
