package org.symposium.core.internal.flow;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.schema.CredentialsCheck;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

/** What an integration's credentials are to be, all of them: checked, sealed, and not stored yet. */
record Candidate(Values sealed, Values ends, Values facts, Optional<Grant> grant) {
    /**
     * Credentials that came by OAuth.
     *
     * @param facts what the service told with them; counts if the type's block says what the facts are
     */
    record Granted(Credentials tokens, Grant grant, Values facts) {}

    /** New ones, given by the user. */
    static Candidate given(Parts parts, KnownType type, Integration before, Credentials given) {
        Set<String> tokens = OAuthTerms.of(type.type()).map(OAuthTerms::fields).orElse(Set.of());
        boolean replacesTokens = given.fields().stream().anyMatch(tokens::contains);
        Values kept = without(before.sealedCredentials(), given.fields());
        if (replacesTokens) { // what renewed those that were there renews nothing any more
            kept = without(kept, hidden(type.type().authSchema(), tokens));
        }
        Optional<Grant> grant =
                replacesTokens ? Optional.empty() : before.connection().grant();
        Optional<Values> facts = grant.isPresent() && tellsFacts(type) ? Optional.of(before.facts()) : Optional.empty();
        return of(parts, type, before, kept, given, facts, grant);
    }

    /** Those of a new grant. Of an earlier one nothing stays. */
    static Candidate granted(Parts parts, KnownType type, Integration before, Granted granted) {
        Set<String> tokens = OAuthTerms.of(type.type()).orElseThrow().fields();
        return of(
                parts,
                type,
                before,
                without(before.sealedCredentials(), tokens),
                granted.tokens(),
                tellsFacts(type) ? Optional.of(granted.facts()) : Optional.empty(),
                Optional.of(granted.grant()));
    }

    /** The row with these; of the same account everything stays true. */
    Integration on(Integration row, Parts parts, boolean isSameAccount) {
        Integration given =
                IntegrationChanges.given(row, sealed, ends, facts, parts.clock().instant(), isSameAccount);
        return grant.map(known -> IntegrationChanges.granted(given, known)).orElse(given);
    }

    private static Candidate of(
            Parts parts,
            KnownType type,
            Integration before,
            Values kept,
            Credentials given,
            Optional<Values> facts,
            Optional<Grant> grant) {
        Credentials all = parts.safe().open(Integration.of(before.toValues().with("credentials", kept)));
        for (String field : given.fields()) {
            all = given.has(field) ? replaced(all, field, given.reveal(field)) : all;
        }
        try {
            Schema auth = type.type().authSchema();
            InvalidInputException.throwIfAny(CredentialsCheck.check(auth, visible(all, type), "credentials"));
            Values sealed = parts.safe().seal(before.owner(), before.id(), given);
            Values known =
                    facts.isPresent() ? facts.get() : Values.of(type.handler().facts(all));
            return new Candidate(kept.with(sealed), CredentialSafe.ends(auth, all), known, grant);
        } finally {
            all.wipe();
        }
    }

    /** Without those that the engine keeps for itself to renew others by; the user is not asked for them, and gives none. */
    private static Credentials visible(Credentials all, KnownType type) {
        Set<String> tokens = OAuthTerms.of(type.type()).map(OAuthTerms::fields).orElse(Set.of());
        Set<String> hidden = hidden(type.type().authSchema(), tokens);
        if (all.fields().stream().noneMatch(hidden::contains)) {
            return all;
        }
        Credentials visible = Credentials.none();
        for (String field : all.fields()) {
            if (!hidden.contains(field) && all.has(field)) {
                visible = visible.with(field, all.reveal(field));
            }
        }
        return visible;
    }

    private static Set<String> hidden(Schema auth, Set<String> tokens) {
        var hidden = new LinkedHashSet<>(tokens);
        hidden.removeIf(field -> auth.field(field).isPresent());
        return hidden;
    }

    private static boolean tellsFacts(KnownType type) {
        return OAuthTerms.of(type.type()).filter(OAuthTerms::tellsFacts).isPresent();
    }

    private static Values without(Values sealed, Set<String> fields) {
        Values rest = sealed;
        for (String field : fields) {
            rest = rest.without(field);
        }
        return rest;
    }

    private static Credentials replaced(Credentials all, String field, String secret) {
        Credentials more = all.with(field, secret);
        all.wipe();
        return more;
    }
}
