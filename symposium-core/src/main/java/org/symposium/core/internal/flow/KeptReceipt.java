package org.symposium.core.internal.flow;

import java.util.OptionalLong;
import org.symposium.spi.Receipt;
import org.symposium.spi.model.Values;

/** A receipt that is there. */
record KeptReceipt(Values receipt) implements Receipt {
    @Override
    public String text(String path) {
        return receipt.text(path);
    }

    @Override
    public OptionalLong whole(String path) {
        return receipt.has(path) ? OptionalLong.of(receipt.whole(path)) : OptionalLong.empty();
    }
}
