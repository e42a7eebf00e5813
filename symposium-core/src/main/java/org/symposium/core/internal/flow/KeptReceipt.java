package org.symposium.core.internal.flow;

import java.util.OptionalLong;
import org.symposium.spi.Receipt;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A receipt that is there: what the step kept, or what its user has said. */
record KeptReceipt(String step, Values receipt) implements Receipt {
    @Override
    public String text(String path) {
        if (MarkedSteps.isMark(receipt) && !receipt.has(path)) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.IN_DOUBT,
                            "Step '" + step + "' was marked as done, but what comes after it needs '" + path
                                    + "' of its answer.")
                    .suggest("Mark step '" + step + "' as done with a receipt that has '" + path
                            + "', as the target shows it; or give the delivery's cards back."));
        }
        return receipt.text(path);
    }

    @Override
    public OptionalLong whole(String path) {
        return receipt.has(path) ? OptionalLong.of(receipt.whole(path)) : OptionalLong.empty();
    }
}
