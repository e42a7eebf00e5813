package org.symposium.handlers.webscraper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page's bytes as text, by the order of the HTML standard: byte order mark, the charset of {@code Content-Type}, what the first {@value #PROLOG} bytes
 * declare, else UTF-8 if the bytes are valid UTF-8, else windows-1252.
 */
final class PageText {
    private static final int PROLOG = 4_096;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern PARAMETER = named("charset");
    private static final Pattern DECLARED = Pattern.compile(
            "(?is)<meta\\s[^>]{0,500}?charset\\s*=\\s*[\"']?\\s*([\\w.:+-]{1,40})|<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:+-]{1,40})");

    private PageText() {}

    static String of(byte[] bytes, String contentType) {
        Optional<Charset> mark = byMark(bytes);
        if (mark.isPresent()) {
            return new String(bytes, mark.get()).substring(1);
        }
        Matcher parameter = PARAMETER.matcher(contentType);
        return (parameter.find() ? charset(parameter.group(1)) : Optional.<Charset>empty())
                .or(() -> declared(bytes))
                .map(charset -> new String(bytes, charset))
                .orElseGet(() -> undeclared(bytes));
    }

    private static Optional<Charset> byMark(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return switch (first) {
            case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
            case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
            case 0xefbb ->
                bytes.length > 2 && (bytes[2] & 0xff) == 0xbf ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A declaration that could be read as ASCII is no UTF-16, whatever it says: then UTF-8 is meant. */
    private static Optional<Charset> declared(byte[] bytes) {
        Matcher found =
                DECLARED.matcher(new String(bytes, 0, Math.min(bytes.length, PROLOG), StandardCharsets.ISO_8859_1));
        return found.find()
                ? charset(found.group(1) == null ? found.group(2) : found.group(1))
                        .map(charset -> charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset)
                : Optional.empty();
    }

    private static String undeclared(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    /** The charset of a name, read as browsers read it: old names for the larger ones that took their place. */
    private static Optional<Charset> charset(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "us-ascii", "ascii" -> Optional.of(WINDOWS_1252);
            case "gb2312", "gbk" -> Optional.of(Charset.forName("gb18030"));
            case "utf8" -> Optional.of(StandardCharsets.UTF_8);
            default ->
                Character.isLetterOrDigit(name.charAt(0)) && Charset.isSupported(name)
                        ? Optional.of(Charset.forName(name)).filter(Charset::canEncode)
                        : Optional.empty();
        };
    }

    private static Pattern named(String parameter) {
        return Pattern.compile("(?i);\\s*" + parameter + "\\s*=\\s*[\"']?([\\w.:+-]{1,40})");
    }
}
