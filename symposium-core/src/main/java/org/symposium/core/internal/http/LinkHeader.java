package org.symposium.core.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Link} headers (RFC 8288). */
final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("\\s*<([^>]*)>((?:\\s*;\\s*[^=;,\"\\s]+(?:\\s*=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^;,\"]*+))?)*+)\\s*(?:,|$)");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^=;,\"\\s]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;,\"]*+)))?");

    private LinkHeader() {}

    /** The target of the first link with this relation. Links that say something of another page than this one ({@code anchor}) do not count. */
    static Optional<String> target(List<String> headers, String relation) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (isOf(link.group(2), relation)) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String parameters, String relation) {
        Optional<String> relations = Optional.empty();
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted != null ? quoted : parameter.group(3) == null ? "" : parameter.group(3);
            if (parameter.group(1).equalsIgnoreCase("anchor")) {
                return false;
            }
            if (parameter.group(1).equalsIgnoreCase("rel") && relations.isEmpty()) {
                relations = Optional.of(value); // only the first counts
            }
        }
        return relations.stream()
                .flatMap(all -> Arrays.stream(all.strip().split("\\s+")))
                .anyMatch(relation::equalsIgnoreCase);
    }
}
