package org.symposium.spi;

import java.util.List;

/**
 * Where a host keeps its encryption keys, if that is neither an environment variable nor a file: a secret store, a hardware module that hands them out, a prompt.
 * Asked once, when the vault is made of it ({@code AesGcmVault.of(source)}).
 */
public interface KeySource {
    /** What messages call it, such as {@code the secret 'symposium' of the cluster}. Nothing of a key. */
    String name();

    /**
     * The keys: the first one is primary, which seals; the others only open what they have sealed before. The vault wipes them.
     *
     * <p>All engines over the same stores must have all keys that seal or sealed anything there. A new key is given to all of them first, as any but the first, and
     * moves to the front when all have it.
     *
     * @throws RuntimeException when they can't be had; the vault is not made then, and the exception comes out as it is, so it must show no key
     */
    List<MasterKey> keys();
}
