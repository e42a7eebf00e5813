package org.symposium.handlers.rss;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A feed's bytes as text: by byte order mark, else the charset of {@code Content-Type}, else the XML declaration, else UTF-8, else windows-1252;
 * the first that fits the bytes. What says ISO-8859-1 but is UTF-8 with more than ASCII in it is UTF-8: servers add that charset by themselves, and
 * Latin text is never valid UTF-8 by chance.
 */
final class TextDecoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int DECLARATION_AT_MOST = 512;

    private final byte[] bytes;

    private TextDecoding(byte[] bytes) {
        this.bytes = bytes;
    }

    static String decode(byte[] bytes, Optional<String> contentType) {
        return new TextDecoding(bytes).decode(contentType.flatMap(TextDecoding::charsetParameter));
    }

    private String decode(Optional<String> header) {
        Optional<Charset> mark = byByteOrder();
        if (mark.isPresent()) {
            return withoutMark(new String(bytes, mark.get()));
        }
        List<Charset> named = new ArrayList<>();
        header.flatMap(TextDecoding::charset).ifPresent(named::add);
        declared().flatMap(TextDecoding::charset).ifPresent(named::add);
        boolean utf8IsNamed = named.contains(StandardCharsets.UTF_8);
        Optional<String> utf8 = strict(StandardCharsets.UTF_8);
        for (Charset charset : named) {
            Optional<String> text = charset.equals(WINDOWS_1252) ? utf8.or(() -> strict(charset)) : strict(charset);
            if (text.isPresent()) {
                return text.get();
            }
        }
        return utf8.orElseGet(() -> damaged(utf8IsNamed));
    }

    /** A byte order mark, or the zero bytes that UTF-16 leaves between the first characters of XML and JSON. */
    private Optional<Charset> byByteOrder() {
        if (starts(0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        boolean wide = bytes.length >= 4;
        if (starts(0xff, 0xfe) || (wide && bytes[3] == 0 && (starts('<', 0) || starts('{', 0)))) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (starts(0xfe, 0xff) || (wide && bytes[2] == 0 && (starts(0, '<') || starts(0, '{')))) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private boolean starts(int... octets) {
        for (int i = 0; i < octets.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != octets[i]) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> strict(Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Bytes that fit nothing: UTF-8 with a few broken characters if that is what it says it is or looks like, else windows-1252. */
    private String damaged(boolean utf8IsNamed) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        long broken = utf8.chars().filter(c -> c == '\ufffd').count();
        long whole = utf8.chars().filter(c -> c > 0x7f && c != '\ufffd').count();
        return whole > broken || (utf8IsNamed && whole == broken) ? utf8 : new String(bytes, WINDOWS_1252);
    }

    /** What the XML declaration says. All encodings that it can be read in this way agree on ASCII, so one that claims UTF-16 lies. */
    private Optional<String> declared() {
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_AT_MOST), StandardCharsets.ISO_8859_1);
        int start = head.indexOf("<?xml");
        int end = head.indexOf("?>", Math.max(start, 0));
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        return valueAfter(head.substring(start, end), "encoding")
                .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("utf-16"));
    }

    private static Optional<String> charsetParameter(String contentType) {
        return valueAfter(contentType, "charset");
    }

    /** The value of {@code name = "value"}, quotes optional, name in any case. */
    private static Optional<String> valueAfter(String text, String name) {
        OptionalInt at = end(text, name);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        String rest = text.substring(at.getAsInt()).strip();
        if (!rest.startsWith("=")) {
            return Optional.empty();
        }
        rest = rest.substring(1).strip();
        char quote = rest.isEmpty() ? 0 : rest.charAt(0);
        boolean quoted = quote == '"' || quote == '\'';
        int from = quoted ? 1 : 0;
        int end = from;
        while (end < rest.length()
                && (quoted ? rest.charAt(end) != quote : rest.charAt(end) > ' ' && rest.charAt(end) != ';')) {
            end++;
        }
        return Optional.of(rest.substring(from, end).strip()).filter(value -> !value.isEmpty());
    }

    private static OptionalInt end(String text, String name) {
        for (int i = 0; i + name.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, name, 0, name.length())) {
                return OptionalInt.of(i + name.length());
            }
        }
        return OptionalInt.empty();
    }

    /** The charset of a name; the larger ones that browsers take for two old names. */
    private static Optional<Charset> charset(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252" ->
                Optional.of(WINDOWS_1252);
            case "gb2312", "gbk" -> Optional.of(Charset.forName("gb18030"));
            case "utf8" -> Optional.of(StandardCharsets.UTF_8);
            default -> supported(name);
        };
    }

    private static Optional<Charset> supported(String name) {
        try {
            return Charset.isSupported(name)
                    ? Optional.of(Charset.forName(name)).filter(Charset::canEncode)
                    : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
