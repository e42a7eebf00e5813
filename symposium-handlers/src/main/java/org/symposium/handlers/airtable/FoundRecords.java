package org.symposium.handlers.airtable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a list gave.
 *
 * @param records each once, in the list's order
 * @param hasMore whether the list goes on
 * @param isCut whether it does because it was too long to read, and not because enough was read
 * @param answeredAt when it was, by the service's clock
 */
record FoundRecords(List<TableRecord> records, boolean hasMore, boolean isCut, Optional<Instant> answeredAt) {}
