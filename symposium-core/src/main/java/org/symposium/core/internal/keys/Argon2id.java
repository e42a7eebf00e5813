package org.symposium.core.internal.keys;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A key of a passphrase, by Argon2id (RFC 9106) with the parameters that its section 4 recommends where memory is limited: 64 MiB, three passes, four lanes. That is
 * more than the least that OWASP asks for (19 MiB, two passes, one lane); it takes some tenths of a second, once at start. The one place that knows Bouncy Castle.
 */
final class Argon2id {
    /** Stands in the stores beside the salt, so that other parameters can be told from these one day. */
    static final String NAME = "argon2id-1";

    static final int SALT_BYTES = 16;

    private static final int MEMORY_KIB = 64 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 4;
    private static final int KEY_BYTES = 32;

    private Argon2id() {}

    /** The key of a passphrase, which is taken as UTF-8 in Unicode's composed form (NFC): the same however it was typed. */
    static byte[] derive(char[] passphrase, byte[] salt) {
        byte[] text = Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC)
                .getBytes(StandardCharsets.UTF_8);
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build();
        byte[] key = new byte[KEY_BYTES];
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        generator.generateBytes(text, key);
        Arrays.fill(text, (byte) 0);
        return key;
    }
}
