package org.symposium.core.internal.log;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The first bytes of a body as text, if they are text. What can be read as UTF-8 is, whatever was declared: read in another charset, a secret in it would not be
 * recognized, and could be read by whoever turns the reading round.
 */
final class BodyStart {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]+)");
    /** One character in so many may be none of text's. */
    private static final int ODD_ONES = 20;

    private BodyStart() {}

    static Optional<String> text(byte[] bytes, String contentType) {
        Stream<Charset> charsets = Stream.of(
                        Optional.of(StandardCharsets.UTF_8),
                        declared(contentType),
                        Optional.of(StandardCharsets.ISO_8859_1))
                .flatMap(Optional::stream);
        return Stream.concat(marked(bytes).stream(), charsets)
                .flatMap(charset -> read(bytes, charset).stream())
                .filter(BodyStart::isText)
                .findFirst();
    }

    private static Optional<Charset> marked(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        int mark = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe ? Optional.of(StandardCharsets.UTF_16) : Optional.empty();
    }

    private static Optional<Charset> declared(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return charset.find() ? Optional.of(Charset.forName(charset.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Empty if they can't be read so; a character that is cut at the end is left out. */
    private static Optional<String> read(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer read = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        boolean isRead = !decoder.decode(ByteBuffer.wrap(bytes), read, false).isError();
        return isRead ? Optional.of(read.flip().toString()) : Optional.empty();
    }

    private static boolean isText(String text) {
        long odd = text.chars()
                .filter(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' && c != '\f')
                .count();
        return odd * ODD_ONES <= text.length();
    }
}
