package org.symposium.testkit;

import java.util.Optional;
import org.symposium.core.AesGcmVault;
import org.symposium.spi.CredentialVault;

final class AesGcmVaultContractTest extends CredentialVaultContract {
    private static final String KEY = AesGcmVault.newKey();

    @Override
    protected CredentialVault openVault() {
        return AesGcmVault.ofBase64("first:" + KEY);
    }

    @Override
    protected Optional<CredentialVault> openStranger() {
        return Optional.of(AesGcmVault.ofBase64(AesGcmVault.newKey()));
    }

    @Override
    protected Optional<CredentialVault> rotate() {
        return Optional.of(AesGcmVault.ofBase64("second:" + AesGcmVault.newKey() + ",first:" + KEY));
    }
}
