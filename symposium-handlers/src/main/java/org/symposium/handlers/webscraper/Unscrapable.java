package org.symposium.handlers.webscraper;

import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** Says why a page gives nothing. Never repeats what the page holds. */
final class Unscrapable {
    private Unscrapable() {}

    static HandlerException because(String sentence, String whatToDo) {
        return new HandlerException(
                Verdict.failed(FailureKind.INVALID_RESPONSE, sentence).suggest(whatToDo));
    }

    /** A selector that finds nothing. */
    static HandlerException nothing(String what, Page page) {
        return because(
                what + " finds nothing on " + page.address().getHost() + ".",
                page.isMadeByScripts()
                        ? "The page is built by JavaScript, which is not run here; look for an address that gives the"
                                + " content as HTML, or for a feed."
                        : "Compare the selector with the page's source as it is served: the site may have changed, or"
                                + " builds this part with JavaScript, which is not run here.");
    }
}
