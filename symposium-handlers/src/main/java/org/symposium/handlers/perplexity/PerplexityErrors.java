package org.symposium.handlers.perplexity;

import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a reply means. Errors are JSON ({@code error.message}, or {@code detail[].msg}), or an HTML page of the gateway before it: nothing is taken for
 * granted. A missing credit is told as 401 as well.
 */
final class PerplexityErrors {
    private static final int MOST = 300;

    private PerplexityErrors() {}

    static Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return verdict;
        }
        if (reply.status() == 401) {
            return Verdict.failed(FailureKind.AUTHENTICATION, "Perplexity refused the API key.")
                    .suggest("Check at perplexity.ai/settings/api that the key is valid and that the account has credit"
                            + " left, and enter the key again.");
        }
        JsonNode body = reply.jsonIfAny().orElseGet(MissingNode::getInstance);
        String said = said(body);
        Verdict explained = said.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + said);
        return body.path("error").path("type").asString("").equals("invalid_model")
                ? explained.suggest("Choose another model in the source's settings.")
                : explained;
    }

    private static String said(JsonNode body) {
        JsonNode error = body.path("error");
        String message = error.path("message").asString(error.isString() ? error.asString("") : "");
        String text =
                message.isEmpty() ? body.path("detail").path(0).path("msg").asString("") : message;
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST)) + "…";
    }
}
