package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecodingTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_rules_over_all_that_is_said(String charset) {
        byte[] bytes = ("\ufeff" + declared("iso-8859-1", "é")).getBytes(Charset.forName(charset));

        assertThat(decoded(bytes, "text/xml; charset=koi8-r")).isEqualTo(declared("iso-8859-1", "é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf_16_without_a_mark_is_seen(String charset) {
        assertThat(decoded("<rss>é</rss>".getBytes(Charset.forName(charset)))).isEqualTo("<rss>é</rss>");
    }

    @Test
    void the_header_comes_before_the_declaration() {
        byte[] bytes = declared("iso-8859-1", "Привет").getBytes(Charset.forName("koi8-r"));

        assertThat(decoded(bytes, "application/xml; charset=\"KOI8-R\"; x=y")).contains("Привет");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1251", "ISO-8859-2", "Shift_JIS", "gb18030", "EUC-JP", "Big5"})
    void the_declaration_is_believed_when_the_header_says_nothing(String name) {
        String text = name.equals("windows-1251") ? "Привет" : name.equals("ISO-8859-2") ? "Příliš" : "中日";

        assertThat(decoded(declared(name, text).getBytes(Charset.forName(name)), "text/xml"))
                .contains(text);
    }

    @Test
    void gb2312_may_hold_what_only_gb18030_has() {
        assertThat(decoded(declared("gb2312", "镕€").getBytes(Charset.forName("gb18030"))))
                .contains("镕€");
    }

    @Test
    void iso_8859_1_has_the_quotes_of_windows() {
        assertThat(decoded(declared("iso-8859-1", "“é”").getBytes(WINDOWS_1252)))
                .contains("“é”");
    }

    @Test
    void what_says_latin_but_is_utf_8_is_utf_8() {
        assertThat(decoded("<rss>é“</rss>".getBytes(StandardCharsets.UTF_8), "text/xml; charset=ISO-8859-1"))
                .contains("é“");
    }

    @Test
    void a_header_that_cannot_be_true_gives_way() {
        assertThat(decoded("<rss>é</rss>".getBytes(StandardCharsets.UTF_8), "text/xml; charset=us-ascii"))
                .contains("é");
        assertThat(decoded("<rss>é</rss>".getBytes(StandardCharsets.UTF_8), "text/xml; charset=no-such; charset"))
                .contains("é");
        assertThat(decoded("<rss>é</rss>".getBytes(StandardCharsets.UTF_8), "text/xml; charset=!!"))
                .contains("é");
        assertThat(decoded(declared("UTF-16", "é").getBytes(StandardCharsets.UTF_8)))
                .contains("é");
    }

    @Test
    void without_any_word_it_is_utf_8_and_else_windows_1252() {
        assertThat(decoded("<rss>é</rss>".getBytes(StandardCharsets.UTF_8))).contains("é");
        assertThat(decoded("<rss>é“</rss>".getBytes(WINDOWS_1252))).contains("é“");
    }

    @Test
    void one_bad_byte_does_not_spoil_the_rest_of_utf_8() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("<rss>ééé".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);
        bytes.writeBytes("é</rss>".getBytes(StandardCharsets.UTF_8));

        assertThat(decoded(bytes.toByteArray(), "text/xml; charset=utf-8")).isEqualTo("<rss>ééé\ufffdé</rss>");
    }

    private static String declared(String charset, String text) {
        return "<?xml version=\"1.0\" encoding='" + charset + "'?><rss>" + text + "</rss>";
    }

    private static String decoded(byte[] bytes) {
        return TextDecoding.decode(bytes, Optional.empty());
    }

    private static String decoded(byte[] bytes, String contentType) {
        return TextDecoding.decode(bytes, Optional.of(contentType));
    }
}
