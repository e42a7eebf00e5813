package org.symposium.jdbc;

import org.symposium.spi.model.Output;

/** Outputs; which cards one has delivered goes with it. */
final class JdbcOutputTable extends JdbcTable<Output> {
    JdbcOutputTable(Transactions transactions) {
        super(transactions, Output.KIND);
    }

    @Override
    void removed(Transaction transaction, String owner, String id) {
        transaction.update("delete from symposium_delivered where owner = ? and output_id = ?", owner, id);
    }
}
