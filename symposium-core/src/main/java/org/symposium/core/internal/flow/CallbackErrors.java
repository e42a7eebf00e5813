package org.symposium.core.internal.flow;

import org.symposium.core.internal.log.CutText;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.AuthorizationException.Reason;

/** What a service says in the address it sends a user back to (RFC 6749 4.1.2.1). Anybody can write such an address, so it is cut, and shown without control characters. */
final class CallbackErrors {
    private static final int LONGEST_ERROR = 100;
    private static final int LONGEST_DESCRIPTION = 300;

    private CallbackErrors() {}

    static AuthorizationException of(String error, String description) {
        if (error.equals("access_denied")) {
            return new AuthorizationException(
                    Reason.DENIED, "The connection was not consented to.", "Connect again, and consent to it.");
        }
        String said = plain(error, LONGEST_ERROR);
        String more = plain(description, LONGEST_DESCRIPTION);
        return new AuthorizationException(
                Reason.REFUSED,
                "The service refused to connect (" + (more.isEmpty() ? said : said + ": " + more) + ").",
                "Connect again; if it stays so, whoever runs this program should check its client for the service.");
    }

    private static String plain(String text, int most) {
        return CutText.to(text.replaceAll("\\p{Cntrl}+", " ").strip(), most);
    }
}
