package org.symposium.core.internal.http;

import java.util.Map;

/** Statuses (RFC 9110 and its registry) in words. A service's own reason phrase is not repeated: it may say anything. */
final class StatusWords {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(300, "multiple choices"),
            Map.entry(301, "moved permanently"),
            Map.entry(302, "found"),
            Map.entry(303, "see other"),
            Map.entry(304, "not modified"),
            Map.entry(307, "temporary redirect"),
            Map.entry(308, "permanent redirect"),
            Map.entry(400, "bad request"),
            Map.entry(401, "unauthorized"),
            Map.entry(402, "payment required"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not found"),
            Map.entry(405, "method not allowed"),
            Map.entry(406, "not acceptable"),
            Map.entry(407, "proxy authentication required"),
            Map.entry(408, "request timeout"),
            Map.entry(409, "conflict"),
            Map.entry(410, "gone"),
            Map.entry(411, "length required"),
            Map.entry(412, "precondition failed"),
            Map.entry(413, "content too large"),
            Map.entry(414, "address too long"),
            Map.entry(415, "unsupported media type"),
            Map.entry(422, "unprocessable content"),
            Map.entry(423, "locked"),
            Map.entry(425, "too early"),
            Map.entry(429, "too many requests"),
            Map.entry(431, "header fields too large"),
            Map.entry(451, "unavailable for legal reasons"),
            Map.entry(500, "internal server error"),
            Map.entry(501, "not implemented"),
            Map.entry(502, "bad gateway"),
            Map.entry(503, "service unavailable"),
            Map.entry(504, "gateway timeout"),
            Map.entry(529, "overloaded"));

    private StatusWords() {}

    /** Such as {@code 404 (not found)}. */
    static String of(int status) {
        String words = WORDS.get(status);
        return words == null ? String.valueOf(status) : status + " (" + words + ")";
    }
}
