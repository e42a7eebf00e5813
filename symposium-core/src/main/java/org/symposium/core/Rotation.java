package org.symposium.core;

import org.symposium.core.internal.flow.RotationFlow;
import org.symposium.spi.model.Credentials;

/** Other credentials for an integration, and what they have to prove first. Immutable. */
public final class Rotation {
    private final RotationFlow.Wish wish;

    private Rotation(RotationFlow.Wish wish) {
        this.wish = wish;
    }

    /** Fields that are not among them stay as they are; a field with an empty secret is taken away. Tried first, where that is free. */
    public static Rotation to(Credentials credentials) {
        return new Rotation(new RotationFlow.Wish(credentials, true, false, false));
    }

    /** Refused unless a test tells that they open the account that is connected now. */
    public Rotation requireSameAccount() {
        return new Rotation(new RotationFlow.Wish(wish.given(), true, wish.mayCost(), true));
    }

    /** Tried also where that costs or posts something. */
    public Rotation testAtAnyCost() {
        return new Rotation(new RotationFlow.Wish(wish.given(), true, true, wish.sameAccount()));
    }

    /** Not tried: for a service that can't be reached just now. Whether they work shows with the first run. */
    public Rotation untested() {
        return new Rotation(new RotationFlow.Wish(wish.given(), false, false, false));
    }

    RotationFlow.Wish wish() {
        return wish;
    }

    @Override
    public String toString() {
        return "Rotation[" + wish.given() + "]";
    }
}
