package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextTest {
    private static final String TEXT = "<p>Größe 10 €</p>";

    @Test
    void a_byte_order_mark_goes_before_everything() {
        assertThat(read("\ufeff" + TEXT, StandardCharsets.UTF_16LE, "text/html; charset=utf-8"))
                .isEqualTo(TEXT);
        assertThat(read("\ufeff" + TEXT, StandardCharsets.UTF_16BE, "")).isEqualTo(TEXT);
        assertThat(read("\ufeff" + TEXT, StandardCharsets.UTF_8, "text/html; charset=iso-8859-1"))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html; charset=windows-1252",
                "text/html;Charset=\"ISO-8859-1\"",
                "text/html; x=y; charset='latin1'"
            })
    void the_header_goes_before_what_the_page_declares(String contentType) {
        String page = "<meta charset=utf-8>" + TEXT;

        assertThat(read(page, Charset.forName("windows-1252"), contentType)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=\"iso-8859-15\">",
                "<META http-equiv='Content-Type' content='text/html; charset=iso-8859-15'>",
                "<meta name=a content=b><meta charset = iso-8859-15 >",
                "<?xml version=\"1.0\" encoding=\"iso-8859-15\"?>"
            })
    void the_page_declares_its_own(String declaration) {
        assertThat(read(declaration + TEXT, Charset.forName("iso-8859-15"), "text/html"))
                .isEqualTo(declaration + TEXT);
    }

    @ParameterizedTest
    @CsvSource({"shift_jis", "gb2312", "koi8-r", "euc-kr", "utf-16"})
    void other_alphabets_are_read(String charset) {
        String text = charset.equals("koi8-r") ? "Привет" : charset.equals("euc-kr") ? "안녕" : "日本";
        Charset written = charset.equals("utf-16") ? StandardCharsets.UTF_8 : Charset.forName(charset);

        assertThat(read("<meta charset=" + charset + ">" + text, written, "text/html"))
                .endsWith(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=nonsense", "text/html; charset=", "text/html; charset=-x", "", ";;"})
    void what_nobody_knows_is_utf8_or_else_western(String contentType) {
        assertThat(read(TEXT, StandardCharsets.UTF_8, contentType)).isEqualTo(TEXT);
        assertThat(read(TEXT, Charset.forName("windows-1252"), contentType)).isEqualTo(TEXT);
    }

    @Test
    void a_declaration_far_down_or_never_closed_takes_no_time() {
        String page = "<meta ".repeat(200_000);

        assertThat(read(page, StandardCharsets.UTF_8, "text/html")).isEqualTo(page);
    }

    private static String read(String text, Charset charset, String contentType) {
        return PageText.of(text.getBytes(charset), contentType);
    }
}
