package org.symposium.handlers.rss;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Months in the languages whose feeds write them out, whole or shortened to three letters or more. English wins where two languages differ. */
final class MonthNames {
    private static final int SHORTEST = 3;

    private static final List<List<String>> LANGUAGES = List.of(
            language("january february march april may june july august september october november december"),
            language("januar februar märz april mai juni juli august september oktober november dezember"),
            language("jänner feber maerz april mai juni juli august september oktober november dezember"),
            language("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
            language("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
            language("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
            language("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
            language("januari februari mrt april mei juni juli augustus september oktober november december"),
            language("januari februari maart april maj juni juli augusti september oktober november december"),
            language("januar februar mars april maj juni juli august september oktober november desember"),
            language(
                    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
            language("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
            language("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"));

    private MonthNames() {}

    /** The month that a word names, 1 to 12. */
    static OptionalInt month(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        if (name.length() < SHORTEST) {
            return OptionalInt.empty();
        }
        for (List<String> language : LANGUAGES) {
            for (int i = 0; i < language.size(); i++) {
                if (language.get(i).startsWith(name)) {
                    return OptionalInt.of(i + 1);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static List<String> language(String twelve) {
        return List.of(twelve.split(" "));
    }
}
