package org.symposium.core.internal.credentials;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** A row with sealed texts in it, as it was read. */
record SealedRow<T extends Stored>(Holder<T> holder, T row) {
    /** What credentials are kept in. */
    static final Holder<Integration> INTEGRATIONS =
            new Holder<>(Integration.KIND, Integration::sealedCredentials, Integration::resealed);

    /** What code verifiers are kept in while users are on their way. */
    static final Holder<PendingConnection> PENDING = new Holder<>(
            PendingConnection.KIND,
            row -> Values.empty().withOptional(CredentialSafe.VERIFIER, row.sealedVerifier()),
            (row, others) -> row.resealed(others.text(CredentialSafe.VERIFIER)));

    /** A kind of row that holds sealed texts, by field. */
    record Holder<T extends Stored>(Kind<T> kind, Function<T, Values> sealed, BiFunction<T, Values, T> resealed) {}

    /** By field. */
    Values sealed() {
        return holder.sealed().apply(row);
    }

    List<String> texts() {
        return sealed().names().stream().map(sealed()::text).toList();
    }

    Place place(String field) {
        return new Place(row.owner(), row.id(), field);
    }

    /** The integration it is, if it is one. */
    Optional<Integration> integration() {
        return row instanceof Integration integration ? Optional.of(integration) : Optional.empty();
    }

    /** As it is now. */
    Optional<SealedRow<?>> again(Stores stores) {
        return stores.table(holder.kind()).find(row.owner(), row.id()).map(found -> new SealedRow<>(holder, found));
    }

    /** Writes these instead, if nobody was faster. */
    boolean replace(Stores stores, Values others) {
        return stores.table(holder.kind()).replace(holder.resealed().apply(row, others), row.revision());
    }
}
