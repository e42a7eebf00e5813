package org.symposium.spi;

import java.time.Instant;
import org.symposium.spi.model.Values;

/**
 * Hears what happens. Called on the thread it happens on, after it was saved: be quick. What it throws is logged and goes no further. A process that dies between
 * saving and telling tells nobody.
 *
 * <table>
 * <caption>Events of runs. All have {@code execution_id}, {@code target_kind}, {@code target_id}, and {@code integration_id} but for queries</caption>
 * <tr><td>{@code run.queued}</td><td>a run that somebody asked for waits in the queue</td></tr>
 * <tr><td>{@code run.delayed}</td><td>a rate limit leaves no room; the same attempt goes on at {@code next_try_at}. A delivery or a fetch is late, and its user
 *     should know</td></tr>
 * <tr><td>{@code attempt.failed}</td><td>an attempt failed, and the run is tried again at {@code next_try_at}</td></tr>
 * <tr><td>{@code run.interrupted}</td><td>an attempt was cut off, since its process died or was closed, and the run goes on with another one</td></tr>
 * <tr><td>{@code execution.finished}</td><td>a run is over, once for each: {@code status} says how</td></tr>
 * <tr><td>{@code delivery.held}</td><td>a delivery is over, since nobody knows whether one of its steps was done and it may not be sent again: its user should look at the
 *     target, and then resend it or mark it as done</td></tr>
 * </table>
 *
 * <p>Where an attempt has ended there are also {@code status}, {@code attempt}, and after a failure {@code error_kind}, {@code error_message} and
 * {@code suggestion}, and of queries {@code sources_succeeded} and {@code sources_failed}.
 *
 * <table>
 * <caption>Events of health. They have the details of the run that brought them about, a failure</caption>
 * <tr><td>{@code source.failing}, {@code output.failing}, {@code query.failing}</td><td>so many of its runs in a row have failed ({@code consecutive_failures}) that its user should look;
 *     with {@code switched_off_at} of them it is switched off</td></tr>
 * <tr><td>{@code source.disabled}, {@code output.disabled}, {@code query.disabled}</td><td>it was switched off: {@code disabled_reason}, what to do in {@code suggestion}</td></tr>
 * <tr><td>{@code integration.disabled}</td><td>its credentials do not work, so it was switched off, and its sources and outputs rest</td></tr>
 * </table>
 */
public interface EngineListener {
    /** Something happened. Names that it does not know are to be ignored: there will be more. */
    default void on(Event event) {}

    /**
     * What happened.
     *
     * @param name such as {@code execution.finished}, {@code run.delayed} or {@code integration.disabled}
     * @param owner whom it concerns; empty for the engine itself
     * @param at when
     * @param details by name of the event; no secrets
     */
    record Event(String name, String owner, Instant at, Values details) {}
}
