package org.symposium.core.internal.credentials;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.MarkdownText;

/**
 * The forms in which a secret may turn up in text: as it is, as encodings write it, and as two encodings one upon the other do: a request is repeated as JSON text in a member
 * of JSON, Base64 stands in a query, JSON in Base64.
 */
final class SecretForms {
    private static final int SHORTEST_PART = 8;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private SecretForms() {}

    /** All forms of a value, the value itself among them. Of letters and digits alone there are few: escapes leave them as they are. */
    static Set<String> of(String value) {
        Set<String> forms = once(value);
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String query = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        for (String escaped : Set.copyOf(List.of(json(value), form, query))) {
            byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
            addBase64(bytes, forms);
            addHex(bytes, forms);
        }
        for (String once : List.copyOf(forms)) {
            String json = json(once);
            forms.add(json);
            forms.add(json.replace("/", "\\/"));
            forms.add(URLEncoder.encode(once, StandardCharsets.UTF_8));
            forms.add(markup(once));
            addMarkdown(once, forms);
        }
        forms.removeIf(String::isEmpty);
        return forms;
    }

    private static Set<String> once(String value) {
        var forms = new LinkedHashSet<String>();
        forms.add(value);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        addMisread(bytes, forms);
        addBase64(bytes, forms);
        addHex(bytes, forms);
        addPercent(value, bytes, forms);
        addEscaped(value, forms);
        addMarkdown(value, forms);
        return forms;
    }

    /** UTF-8 that somebody took for something else. */
    private static void addMisread(byte[] bytes, Set<String> forms) {
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
        forms.add(new String(bytes, Charset.forName("windows-1252")));
    }

    private static void addHex(byte[] bytes, Set<String> forms) {
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(UPPER.formatHex(bytes));
    }

    /**
     * Whole, and as the part of a longer text: three octets become four characters, so there are three ways to begin. The characters that also
     * hold bits of a neighbour are left out.
     */
    private static void addBase64(byte[] bytes, Set<String> forms) {
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                String whole = encoder.withoutPadding().encodeToString(shifted);
                int from = (before * 8 + 5) / 6;
                int to = shifted.length * 8 / 6;
                if (to - from >= SHORTEST_PART) {
                    forms.add(whole.substring(from, to));
                }
            }
        }
    }

    private static void addPercent(String value, byte[] bytes, Set<String> forms) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        var strict = new StringBuilder();
        var lenient = new StringBuilder();
        for (byte octet : bytes) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            append(octet, plain, strict);
            append(octet, plain || "!$&'()*+,;=:@/?".indexOf(c) >= 0, lenient);
        }
        for (String text : new String[] {form, form.replace("+", "%20"), strict.toString(), lenient.toString()}) {
            forms.add(text);
            forms.add(lowerEscapes(text));
        }
    }

    private static void append(byte octet, boolean plain, StringBuilder text) {
        if (plain) {
            text.append((char) (octet & 0xff));
        } else {
            text.append('%').append(UPPER.toHighHexDigit(octet)).append(UPPER.toLowHexDigit(octet));
        }
    }

    private static String lowerEscapes(String text) {
        var lower = new StringBuilder(text);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.setCharAt(i + 1, Character.toLowerCase(lower.charAt(i + 1)));
                lower.setCharAt(i + 2, Character.toLowerCase(lower.charAt(i + 2)));
            }
        }
        return lower.toString();
    }

    private static void addEscaped(String value, Set<String> forms) {
        String json = json(value);
        for (String text : new String[] {json, json.replace("/", "\\/")}) {
            forms.add(text);
            forms.add(asciiJson(text, "\\u%04x"));
            forms.add(asciiJson(text, "\\u%04X"));
        }
        String markup = markup(value);
        forms.add(markup);
        forms.add(markup.replace("'", "&#39;"));
        forms.add(markup.replace("'", "&apos;"));
    }

    /** Within words and between them, where an underscore is escaped otherwise, and in the address of a link. */
    private static void addMarkdown(String value, Set<String> forms) {
        for (String beside : List.of("x", " ")) {
            var line = new StringBuilder();
            MarkdownText.append(line, "x" + beside + value + beside + "x", false);
            forms.add(line.substring(2, line.length() - 2));
        }
        forms.add(MarkdownText.destination(value));
    }

    private static String json(String text) {
        String quoted = Json.write(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String asciiJson(String text, String escape) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        return text.chars()
                .mapToObj(c -> c < 0x80 ? String.valueOf((char) c) : String.format(Locale.ROOT, escape, c))
                .collect(Collectors.joining());
    }
}
