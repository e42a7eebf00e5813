package org.symposium.core.internal.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/** Seals an integration's credentials field by field, and opens them for one run. */
public final class CredentialSafe {
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
                byte[] plain = credentials.reveal(field).getBytes(StandardCharsets.UTF_8);
                sealed = sealed.with(field, vault.seal(plain, new Place(owner, integrationId, field)));
                Arrays.fill(plain, (byte) 0);
            }
        }
        return sealed;
    }

    /**
     * The secrets, for one run.
     *
     * @throws org.symposium.spi.model.HandlerException when one can't be opened
     */
    public Credentials open(Integration integration) {
        if (integration.sealedCredentials().isEmpty()) {
            return Credentials.none();
        }
        var secrets = new LinkedHashMap<String, String>();
        for (String field : integration.sealedCredentials().names()) {
            String sealed = integration.sealedCredentials().text(field);
            byte[] plain = vault.open(sealed, new Place(integration.owner(), integration.id(), field));
            secrets.put(field, new String(plain, StandardCharsets.UTF_8));
            Arrays.fill(plain, (byte) 0);
        }
        return Credentials.of(secrets);
    }
}
