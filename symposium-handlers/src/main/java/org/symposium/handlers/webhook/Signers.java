package org.symposium.handlers.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.http.Signer;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

/** The signatures that a message carries: by Standard Webhooks, as a plain HMAC, both or none, as there are secrets. */
record Signers(List<Signer> all) implements Signer {
    static final String SIGNING_SECRET = "signing_secret";
    static final String HMAC_SECRET = "hmac_secret";

    /** Empty where there is nothing to sign with. */
    static Optional<Signer> of(Credentials credentials, Values settings, String messageId) {
        var all = new ArrayList<Signer>();
        if (credentials.has(SIGNING_SECRET)) {
            all.add(new StandardSigner(messageId, SIGNING_SECRET));
        }
        if (credentials.has(HMAC_SECRET)) {
            all.add(BodySigner.of(HMAC_SECRET, settings));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(new Signers(List.copyOf(all)));
    }

    @Override
    public Map<String, String> sign(Attempt attempt) {
        var headers = new LinkedHashMap<String, String>();
        all.forEach(signer -> headers.putAll(signer.sign(attempt)));
        return headers;
    }
}
