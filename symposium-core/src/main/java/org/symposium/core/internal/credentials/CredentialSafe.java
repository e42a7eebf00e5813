package org.symposium.core.internal.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.Stores;
import org.symposium.spi.model.CredentialView;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

/** Seals an integration's credentials field by field, and opens them for one run. */
public final class CredentialSafe {
    /** The field of a code verifier. */
    static final String VERIFIER = "code_verifier";

    private final CredentialVault vault;

    /** Over this vault. */
    public CredentialSafe(CredentialVault vault) {
        this.vault = vault;
    }

    /** Sealed texts by field, to be stored. Fields without a secret are left out. */
    public Values seal(String owner, String integrationId, Credentials credentials) {
        Values sealed = Values.empty();
        for (String field : credentials.fields()) {
            if (credentials.has(field)) {
                byte[] plain = credentials.revealBytes(field);
                sealed = sealed.with(field, vault.seal(plain, new Place(owner, integrationId, field)));
                Arrays.fill(plain, (byte) 0);
            }
        }
        return sealed;
    }

    /** The last characters of those secrets that may show them, by field, to be stored beside the sealed ones. */
    public static Values ends(Schema auth, Credentials credentials) {
        Values ends = Values.empty();
        for (Field field : auth.fields()) {
            if (field.showLast() > 0 && credentials.has(field.name())) {
                String secret = credentials.reveal(field.name());
                int length = secret.codePointCount(0, secret.length());
                if (length >= CredentialView.SHORTEST_SHOWN) {
                    ends = ends.with(
                            field.name(), secret.substring(secret.offsetByCodePoints(0, length - field.showLast())));
                }
            }
        }
        return ends;
    }

    /**
     * The secrets, for one run, which wipes them.
     *
     * @throws org.symposium.spi.model.VaultException when one can't be opened
     */
    public Credentials open(Integration integration) {
        var secrets = new LinkedHashMap<String, byte[]>();
        try {
            for (String field : integration.sealedCredentials().names()) {
                String sealed = integration.sealedCredentials().text(field);
                secrets.put(field, vault.open(sealed, place(integration, field)));
            }
            return Credentials.opened(secrets);
        } catch (RuntimeException e) {
            secrets.values().forEach(secret -> Arrays.fill(secret, (byte) 0));
            throw e;
        }
    }

    /** How many credentials each key has sealed; see {@link KeyCount}. */
    public List<KeyUse> keys(Stores stores) {
        return KeyCount.of(stores, vault);
    }

    /** The vault it seals with. */
    CredentialVault vault() {
        return vault;
    }

    /** One text, sealed anew with the primary key. */
    String resealed(String sealed, Place place) {
        byte[] plain = vault.open(sealed, place);
        try {
            return vault.seal(plain, place);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The code verifier of a user who is on the way, sealed. */
    public String sealVerifier(String owner, String pendingId, String verifier) {
        return vault.seal(verifier.getBytes(StandardCharsets.UTF_8), new Place(owner, pendingId, VERIFIER));
    }

    /**
     * The same, opened; empty when there is none.
     *
     * @throws org.symposium.spi.model.VaultException when it can't be opened
     */
    public Optional<String> openVerifier(PendingConnection pending) {
        return pending.sealedVerifier()
                .map(text -> vault.open(text, new Place(pending.owner(), pending.id(), VERIFIER)))
                .map(opened -> new String(opened, StandardCharsets.UTF_8));
    }

    private static Place place(Integration integration, String field) {
        return new Place(integration.owner(), integration.id(), field);
    }
}
