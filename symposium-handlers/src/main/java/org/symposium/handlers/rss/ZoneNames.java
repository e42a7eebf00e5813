package org.symposium.handlers.rss;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Zones by name: RFC 822's, others that feeds use, and regions. RFC 822 had the signs of one-letter zones reversed, so those mean UTC. */
final class ZoneNames {
    private static final Map<String, ZoneId> HOURS = hours("""
            gmt 0 ut 0 utc 0 wet 0 west 1 bst 1 cet 1 cest 2 met 1 mest 2 mez 1 mesz 2 eet 2 eest 3 msk 3 ist 5.5 jst 9 kst 9
            aest 10 aedt 11 acst 9.5 acdt 10.5 awst 8 nzst 12 nzdt 13 ast -4 adt -3 est -5 edt -4 et -5 cst -6 cdt -5 ct -6
            mst -7 mdt -6 mt -7 pst -8 pdt -7 pt -8 akst -9 akdt -8 hst -10""");

    private ZoneNames() {}

    /** The zone of a name; empty if it is none that we know. */
    static Optional<ZoneId> zone(String name) {
        if (name.indexOf('/') < 0) {
            return Optional.ofNullable(HOURS.get(name.toLowerCase(Locale.ROOT)));
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, ZoneId> hours(String table) {
        var hours = new HashMap<String, ZoneId>();
        String[] cells = table.split("\\s+");
        for (int i = 0; i < cells.length; i += 2) {
            hours.put(cells[i], ZoneOffset.ofTotalSeconds((int) (Double.parseDouble(cells[i + 1]) * 3600)));
        }
        return Map.copyOf(hours);
    }
}
