package org.symposium.spi;

/**
 * Seals credentials: with a key of the host's, or in a service such as a cloud's key management or HashiCorp Vault. The testkit's
 * {@code CredentialVaultContract} says all of this in tests.
 *
 * <p><strong>Bound to its place.</strong> What was sealed for one {@link Place} opens in no other: owner, integration and field go in as associated data (an
 * <em>encryption context</em>, a <em>derivation context</em>) or are compared after opening. A service that can do neither seals a hash of the place together with
 * the secret.
 *
 * <p><strong>Threads and time.</strong> All methods are called by many threads at once, and may block. The engine opens each field of an integration once
 * per run, not once per request, and seals when a user gives credentials, when tokens are refreshed, and in a rewrap. A vault that asks a service does so with a
 * deadline of a few seconds; it may keep data keys in memory (envelope encryption: one data key from the service for many secrets, an hour or so), never
 * secrets. {@link #primary} and {@link #keyId} are asked for every sealed text in the stores, so they read the text and ask nobody.
 *
 * <p><strong>Errors.</strong> Whatever can't be opened is refused with a {@link org.symposium.spi.model.VaultException}: {@code UNKNOWN_KEY}, {@code UNREADABLE}
 * (changed, cut, moved, not of this vault) or {@code UNAVAILABLE} (the service does not answer: the run may be tried again). No message holds a byte of a secret,
 * of a key or of a sealed text; what a service's client says is not passed on.
 *
 * <p><strong>Start.</strong> An engine seals a known text when it first meets its stores, keeps it there, and opens it at each start: a vault with another key is found
 * before it touches a credential.
 */
public interface CredentialVault {
    /**
     * Seals with the key in use now. The same bytes give another text each time. The caller wipes the array; it is not kept.
     *
     * @return printable ASCII without white space, to be stored anywhere; at most a few hundred characters more than Base64 of the bytes
     * @throws org.symposium.spi.model.VaultException {@code UNAVAILABLE}
     */
    String seal(byte[] plain, Place place);

    /**
     * Opens. The caller wipes the array; it is not kept.
     *
     * @throws org.symposium.spi.model.VaultException when it was changed, cut, moved from its place, or sealed by a key that is not there
     */
    byte[] open(String sealed, Place place);

    /** Whether it was sealed by the key in use now; if not, it is worth sealing anew. False for what this vault has not sealed. */
    boolean primary(String sealed);

    /**
     * Which key it was sealed by, as the operator knows it: an id, a version ({@code v3} in HashiCorp Vault's {@code vault:v3:…}), never anything of the key itself.
     * Known also for keys that are not there any more. Empty for what this vault has not sealed.
     */
    String keyId(String sealed);

    /**
     * Where a credential belongs.
     *
     * @param owner the user; empty for what belongs to the engine itself
     * @param integrationId the integration
     * @param field the field of the type's {@code auth_schema}
     */
    record Place(String owner, String integrationId, String field) {}
}
