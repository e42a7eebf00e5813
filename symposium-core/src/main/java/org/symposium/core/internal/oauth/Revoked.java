package org.symposium.core.internal.oauth;

import java.util.Set;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/** What the answer to a revocation means. A token that the service does not take any more has ended, which is all that is wanted (RFC 7009 2.2). */
final class Revoked {
    private static final Set<String> ENDED = Set.of("invalid_token", "unsupported_token_type", "token_revoked");

    private Revoked() {}

    static Verdict judge(HttpReply reply, TokenReader reader) {
        String error = reply.jsonIfAny().flatMap(reader::error).orElse("");
        if (ENDED.contains(error) || reader.endsGrant(error)) {
            return Verdict.ok();
        }
        Verdict byStatus = reply.byStatus();
        return byStatus.isOk() && !error.isEmpty()
                ? Verdict.failed(FailureKind.INVALID_REQUEST, "The service did not end the token: " + error + ".")
                : byStatus;
    }
}
