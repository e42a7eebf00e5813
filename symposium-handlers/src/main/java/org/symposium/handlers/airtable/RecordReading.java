package org.symposium.handlers.airtable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/** One run of a source: all records of a list, or those that are new. */
final class RecordReading {
    /** Ten requests, in which each base's users share five a second. */
    private static final int MOST_READ = 1_000;

    private final SourceRun run;
    private final Values settings;
    private final int count;

    RecordReading(SourceRun run) {
        this.run = run;
        this.settings = run.settings();
        this.count = (int) settings.whole("count", 100);
    }

    CardData read() {
        return settings.flag("only_new", false) ? newRecords() : allRecords();
    }

    private CardData allRecords() {
        FoundRecords found = new RecordPages(run, ListParameters.of(settings, Optional.empty()), count).read();
        String hash = hash(found);
        Values cursor = Values.of("card", hash);
        return hash.equals(run.cursor().text("card", ""))
                ? CardData.unchanged().cursor(cursor)
                : told(card(found.records(), found.hasMore()), found.isCut()).cursor(cursor);
    }

    private CardData newRecords() {
        SeenRecords seen = SeenRecords.of(run.cursor());
        Optional<Instant> since = seen.since();
        FoundRecords found =
                new RecordPages(run, ListParameters.of(settings, since), since.isPresent() ? MOST_READ : count).read();
        List<TableRecord> unseen = found.records().stream().filter(seen::isNew).toList();
        List<TableRecord> taken = since.isPresent() ? oldest(unseen) : unseen;
        int waiting = unseen.size() - taken.size();
        Optional<Instant> now = waiting > 0 ? Optional.empty() : Optional.of(now(found));
        boolean isCut = found.isCut() || (since.isPresent() && found.hasMore());
        CardData card = taken.isEmpty() ? CardData.unchanged() : card(taken, found.hasMore() || waiting > 0);
        card = told(card, isCut).cursor(seen.and(taken, now));
        return waiting > 0 ? card.notice(waiting + " more new records follow with the next run.") : card;
    }

    private static CardData told(CardData card, boolean isCut) {
        return isCut
                ? card.notice("The list is too long to be read whole in one run; narrow it by a view or a formula.")
                : card;
    }

    /** The oldest of them, in the list's order. */
    private List<TableRecord> oldest(List<TableRecord> unseen) {
        Set<String> oldest = unseen.stream()
                .sorted(Comparator.comparing(record -> record.createdAt().orElse(Instant.MIN)))
                .limit(count)
                .map(TableRecord::id)
                .collect(Collectors.toSet());
        return unseen.stream().filter(record -> oldest.contains(record.id())).toList();
    }

    private Instant now(FoundRecords found) {
        return found.answeredAt().orElseGet(() -> run.clock().instant());
    }

    private CardData card(List<TableRecord> records, boolean hasMore) {
        Table table = Table.of(settings);
        Values data = Values.of("base_id", table.baseId())
                .with("table", table.name())
                .with("columns", Columns.of(ListParameters.fields(settings), records))
                .with("results_count", records.size())
                .with("has_more", hasMore)
                .with("only_new", settings.flag("only_new", false))
                .with("records", records.stream().map(TableRecord::values).toList());
        String own = settings.text("title", "").strip();
        String title = own.isEmpty() ? "Airtable: " + (table.isId() ? counted(records.size()) : table.name()) : own;
        return CardData.of(title).data(data);
    }

    private static String counted(int records) {
        return records == 1 ? "1 record" : records + " records";
    }

    private static String hash(FoundRecords found) {
        try {
            List<Values> lasting =
                    found.records().stream().map(TableRecord::lasting).toList();
            String all = found.hasMore() + Json.write(lasting);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
