package org.symposium.handlers.airtable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The columns of a card's table: the fields asked for, else those that any record has, since Airtable leaves empty cells out. */
final class Columns {
    private static final Pattern FIELD_ID = Pattern.compile("fld[A-Za-z0-9]{14}");

    private Columns() {}

    /** What is asked for by its id comes by its name. */
    static List<String> of(List<String> asked, List<TableRecord> records) {
        boolean isAskedByName = !asked.isEmpty()
                && asked.stream().noneMatch(name -> FIELD_ID.matcher(name).matches());
        if (isAskedByName) {
            return asked;
        }
        var columns = new LinkedHashSet<String>();
        records.forEach(record -> columns.addAll(record.fields().names()));
        return List.copyOf(columns);
    }
}
