package org.symposium.core.internal.flow;

import org.symposium.spi.model.Values;

/** What a run is for: whatever its source or output is to do next, or one thing that somebody asked for by name. */
public sealed interface Aim {
    /** Whatever is to be done next. */
    record Next() implements Aim {}

    /**
     * A delivery that has ended goes on.
     *
     * @param decision what becomes of steps in doubt
     * @param isAnew whether its cards are rendered again, by its output's settings and templates of now
     * @param receipts of steps in doubt that were done, by their names; with none, all that are in doubt count as done
     */
    record Replay(Decision decision, boolean isAnew, Values receipts) implements Aim {
        public Replay(Decision decision, boolean isAnew) {
            this(decision, isAnew, Values.empty());
        }
    }

    /**
     * A delivery to one recipient, on trial.
     *
     * @param recipient as its handler understands it
     */
    record Trial(String recipient) implements Aim {}

    /** What becomes of steps that were sent and never answered. */
    enum Decision {
        /** The handler looks, and the output's policy decides. */
        BY_POLICY,
        /** They are sent again: their user says so. */
        RESEND,
        /** They count as done: their user says so. */
        DONE
    }

    /** Whether anybody else's run of the same thing will do as well. */
    default boolean isNext() {
        return this instanceof Next;
    }

    /** Whether it is a trial. */
    default boolean isTrial() {
        return this instanceof Trial;
    }
}
