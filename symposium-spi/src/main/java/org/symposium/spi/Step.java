package org.symposium.spi;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Values;

/** One effect of a delivery: a call, or an action that is not HTTP. Immutable. */
public final class Step {
    private final String name;
    private final Effect effect;
    private final Values shown;
    private final @Nullable HttpCall call;
    private final @Nullable Callable<Values> action;
    private final Function<HttpReply, Values> keep;
    private final Supplier<Optional<Values>> ifInDoubt;

    private Step(
            String name,
            Effect effect,
            Values shown,
            @Nullable HttpCall call,
            @Nullable Callable<Values> action,
            Function<HttpReply, Values> keep,
            Supplier<Optional<Values>> ifInDoubt) {
        this.name = name;
        this.effect = effect;
        this.shown = shown;
        this.call = call;
        this.action = action;
        this.keep = keep;
        this.ifInDoubt = ifInDoubt;
    }

    /**
     * A step that is a call.
     *
     * @param name unique within the delivery and the same on each attempt, such as {@code message-2}
     */
    public static Step of(String name, HttpCall call) {
        return new Step(name, call.effect(), Values.empty(), call, null, reply -> Values.empty(), Optional::empty);
    }

    /**
     * A step that is not HTTP.
     *
     * @param shown what a preview and the log show of it; no secrets
     * @param action does it and gives what to keep
     */
    public static Step of(String name, Effect effect, Values shown, Callable<Values> action) {
        return new Step(name, effect, shown, null, action, reply -> Values.empty(), Optional::empty);
    }

    /**
     * What to keep of the reply, as the step's {@link Receipt}: what later steps need, and no more. At most 64 KiB as JSON; a step that keeps more fails, and is in
     * doubt, since it was done.
     *
     * <p>The values of the integration's credentials are masked in it, for this attempt as for later ones: take them from the credentials, not from a receipt. What
     * the service itself made, such as a token for an upload, is kept in the clear until the delivery is pruned.
     */
    public Step keep(Function<HttpReply, Values> receipt) {
        return new Step(name, effect, shown, call, action, receipt, ifInDoubt);
    }

    /** Looks at the service whether a step that was sent but never answered was done; gives its receipt if so. Asked before the output's policy. */
    public Step ifInDoubt(Supplier<Optional<Values>> find) {
        return new Step(name, effect, shown, call, action, keep, find);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it does. */
    public Effect effect() {
        return effect;
    }

    /** What is shown of an action. */
    public Values shown() {
        return shown;
    }

    /** The call, unless it is an action. */
    public Optional<HttpCall> call() {
        return Optional.ofNullable(call);
    }

    /** The action, unless it is a call. */
    public Optional<Callable<Values>> action() {
        return Optional.ofNullable(action);
    }

    /** What to keep of a reply. */
    public Function<HttpReply, Values> keep() {
        return keep;
    }

    /** How to look whether it was done. */
    public Supplier<Optional<Values>> ifInDoubt() {
        return ifInDoubt;
    }
}
