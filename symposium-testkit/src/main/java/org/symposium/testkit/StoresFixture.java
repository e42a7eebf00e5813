package org.symposium.testkit;

import org.symposium.spi.Stores;

/** What the parts of {@link StoresContract} test. */
public interface StoresFixture {
    /** A user. The contract knows two, who have rows of the same ids. */
    String ADA = "ada";

    /** The other user. */
    String BOB = "bob@example.org";

    /** Empty stores, opened for this test. */
    Stores stores();

    /** The time they go by. */
    StoreTime time();
}
