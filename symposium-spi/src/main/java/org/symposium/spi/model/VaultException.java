package org.symposium.spi.model;

/** A vault's refusal to open or seal. Its message names what to do, and holds no byte of a secret, a key or a sealed text. */
public final class VaultException extends HandlerException {
    private static final long serialVersionUID = 1;

    private final Trouble trouble;

    /**
     * A refusal.
     *
     * @param message one sentence that a user of the host understands
     * @param suggestion what to do about it
     */
    public VaultException(Trouble trouble, String message, String suggestion) {
        super(Verdict.failed(trouble.kind, message).suggest(suggestion));
        this.trouble = trouble;
    }

    /** What is wrong. */
    public enum Trouble {
        /** It was sealed by a key that the vault does not have. */
        UNKNOWN_KEY(FailureKind.MISCONFIGURED),
        /** It was changed, cut or moved from its place, or this vault has not sealed it. */
        UNREADABLE(FailureKind.MISCONFIGURED),
        /** The vault can't be reached now. */
        UNAVAILABLE(FailureKind.NETWORK);

        private final FailureKind kind;

        Trouble(FailureKind kind) {
            this.kind = kind;
        }
    }

    /** What is wrong. */
    public Trouble trouble() {
        return trouble;
    }
}
