package org.symposium.spi;

/**
 * Seals credentials. Bound to their place: what was sealed for one place opens in no other. Thread-safe. Throws
 * {@code org.symposium.spi.model.HandlerException} with kind INTERNAL or MISCONFIGURED and no byte of plain text or key in it.
 */
public interface CredentialVault {
    /** Seals; the text may be stored anywhere. The same bytes give another text each time. */
    String seal(byte[] plain, Place place);

    /** Opens. The caller wipes the array. Refuses what was changed, cut, moved from its place, or sealed by a key it does not have. */
    byte[] open(String sealed, Place place);

    /** Whether it was sealed by the key in use now; if not, it is worth sealing anew. */
    boolean primary(String sealed);

    /**
     * Where a credential belongs.
     *
     * @param owner the user
     * @param integrationId the integration
     * @param field the field of the type's {@code auth_schema}
     */
    record Place(String owner, String integrationId, String field) {}
}
