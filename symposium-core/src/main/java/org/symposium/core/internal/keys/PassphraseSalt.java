package org.symposium.core.internal.keys;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.Values;

/**
 * The salt of passphrases. It lies in the stores, beside what is sealed: all engines over them have the same, a backup has it with it, and a host has nothing but the
 * passphrase to keep.
 */
public final class PassphraseSalt {
    private static final String MEMO = "vault.salt";
    private static final int ATTEMPTS = 3;

    private PassphraseSalt() {}

    /**
     * The salt of these stores; made when they have none.
     *
     * @throws InvalidInputException when a later version has written it
     */
    public static byte[] in(Stores stores) {
        Table<Memo> memos = stores.table(Memo.KIND);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Memo> memo = memos.find("", MEMO);
            if (memo.isPresent()) {
                return read(memo.get().content());
            }
            memos.insert(Memo.of(MEMO, fresh())); // if another was faster, its salt counts
        }
        throw new IllegalStateException("The stores do not keep a memo that was written");
    }

    private static Values fresh() {
        byte[] salt = new byte[Argon2id.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return Values.of("derivation", Argon2id.NAME)
                .with("salt", Base64.getEncoder().encodeToString(salt));
    }

    private static byte[] read(Values content) {
        if (!content.text("derivation", "").equals(Argon2id.NAME)) {
            throw new InvalidInputException(
                    KeyRules.FIELD,
                    "salt",
                    "the key of these stores is derived from a passphrase in a way that this version does not know."
                            + " Run the version that wrote them, or a later one.");
        }
        return Base64.getDecoder().decode(content.text("salt"));
    }
}
