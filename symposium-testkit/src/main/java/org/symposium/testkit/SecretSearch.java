package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Looks for a secret in texts: as it is, percent-encoded, and in Base64 wherever in the encoded text it stands. */
final class SecretSearch {
    private static final int GROUP = 3;

    private final List<String> forms = new ArrayList<>();

    SecretSearch(String secret) {
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        for (int before = 0; before < GROUP; before++) {
            forms.add(base64(" ".repeat(before) + secret, before));
        }
    }

    /** Fails if it stands in the text. */
    void check(String where, String text) {
        assertThat(text).as(where).doesNotContain(forms);
    }

    /** The characters that hang on the secret alone, not on what stands before and after it. */
    private static String base64(String text, int before) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int from = before == 0 ? 0 : before + 1;
        return whole.substring(from, bytes.length / GROUP * (GROUP + 1));
    }
}
