package org.symposium.core.internal.credentials;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/**
 * Finds a wrong key before it meets a credential. The stores keep a known text, sealed by each key that was ever primary, in one memo together with the name of the
 * environment they belong to: one row, so that of two nodes that start at once with different keys one is told.
 */
public final class KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final String MEMO = "vault.check";
    private static final String CHECKS = "checks";
    private static final String ENVIRONMENT = "environment";
    private static final byte[] KNOWN = "symposium".getBytes(US_ASCII);
    private static final Place PLACE = new Place("", "vault", "key check");
    private static final int ATTEMPTS = 10;

    private final Stores stores;
    private final CredentialVault vault;
    private final String environment;
    private final Set<String> lostKeys;

    /**
     * A check to be.
     *
     * @param environment what the host calls its environment, such as {@code production}; empty if nothing
     * @param lostKeys ids of keys that are given up, with all that they have sealed
     */
    public KeyCheck(Stores stores, CredentialVault vault, String environment, Set<String> lostKeys) {
        this.stores = stores;
        this.vault = vault;
        this.environment = environment;
        this.lostKeys = Set.copyOf(lostKeys);
    }

    /**
     * Lets an engine start or not.
     *
     * @throws InvalidInputException when the stores belong to another environment, or a key is missing or wrong
     * @throws VaultException when the vault is unavailable
     */
    public void run() {
        Table<Memo> memos = stores.table(Memo.KIND);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Memo> found = memos.find("", MEMO);
            Memo before = found.orElseGet(() -> Memo.of(MEMO, Values.empty()));
            Values after = checked(before.content());
            boolean stands = after.equals(before.content());
            Memo next = before.with(after);
            if (stands || (found.isPresent() ? memos.replace(next, before.revision()) : memos.insert(next))) {
                return;
            }
        }
        throw new IllegalStateException("The memo of the keys is changed by others all the time");
    }

    /** The sealed texts that the stores keep. */
    static List<String> checks(Stores stores) {
        return stores.table(Memo.KIND)
                .find("", MEMO)
                .map(memo -> memo.content().texts(CHECKS))
                .orElse(List.of());
    }

    /** The memo as it should be from now on. */
    private Values checked(Values content) {
        String theirs = content.text(ENVIRONMENT, "");
        if (!theirs.isEmpty() && !environment.isEmpty() && !theirs.equals(environment)) {
            throw new InvalidInputException(
                    "environment",
                    "wrong_environment",
                    "these stores belong to the environment '" + theirs + "', and this engine was built for '"
                            + environment + "'. Check where the stores lead, and which environment this is.");
        }
        List<String> checks = stillNeeded(content.texts(CHECKS), theirs);
        Values after = content.with(CHECKS, checks);
        return environment.isEmpty() ? after : after.with(ENVIRONMENT, environment);
    }

    private List<String> stillNeeded(List<String> checks, String theirs) {
        var kept = new ArrayList<String>();
        var missing = new LinkedHashMap<String, VaultException>();
        for (String check : checks) {
            try {
                open(check);
                kept.add(check);
            } catch (VaultException e) {
                if (e.trouble() == Trouble.UNAVAILABLE) {
                    throw e;
                }
                if (!lostKeys.contains(vault.keyId(check))) {
                    missing.put(vault.keyId(check), e);
                }
            }
        }
        if (kept.isEmpty() && !missing.isEmpty()) {
            throw wrongKey(missing, theirs);
        }
        refuseIfUsed(missing, theirs);
        if (kept.stream().noneMatch(vault::primary)) {
            kept.add(vault.seal(KNOWN.clone(), PLACE));
        }
        return kept;
    }

    private void open(String check) {
        byte[] opened = vault.open(check, PLACE);
        if (!Arrays.equals(opened, KNOWN)) {
            throw new VaultException(
                    Trouble.UNREADABLE,
                    "The vault opens another text than it sealed.",
                    "Look for a fault in the vault.");
        }
    }

    /** A key that has sealed something and is not there any more must not be missed by anything. */
    private void refuseIfUsed(Map<String, VaultException> missing, String theirs) {
        if (missing.isEmpty()) {
            return;
        }
        List<KeyUse> used = KeyCount.of(stores, vault).stream()
                .filter(use -> missing.containsKey(use.keyId()) && use.credentials() > 0)
                .toList();
        if (!used.isEmpty()) {
            String counts = used.stream()
                    .map(use -> use.credentials() + " credentials are sealed with the key '" + use.keyId() + "'")
                    .collect(Collectors.joining(", "));
            throw refused(
                    theirs,
                    counts + ", which is not there any more. Put it back, call engine.operator().rewrap(), and take it"
                            + " out when engine.operator().keys() counts none." + giveUp(missing.keySet()));
        }
        LOG.info("Nothing is sealed any more by the keys {}, which are not there any more either", missing.keySet());
    }

    private static InvalidInputException wrongKey(Map<String, VaultException> missing, String theirs) {
        VaultException first = missing.values().iterator().next();
        return refused(
                theirs,
                "the encryption key is not the one they were first used with. "
                        + first.verdict().message()
                        + " Start with the right key; or, if other stores are meant, correct where they lead."
                        + giveUp(missing.keySet()));
    }

    private static String giveUp(Set<String> keys) {
        return " If the key is lost for good, Engine.builder().keyLost(\"" + String.join("\").keyLost(\"", keys)
                + "\") starts without it, and what it sealed must be entered again.";
    }

    private static InvalidInputException refused(String theirs, String why) {
        String whose = theirs.isEmpty() ? "" : " of the environment '" + theirs + "'";
        return new InvalidInputException("vault.key", "wrong_key", "in these stores" + whose + ", " + why);
    }
}
