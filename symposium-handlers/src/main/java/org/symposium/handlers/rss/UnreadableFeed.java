package org.symposium.handlers.rss;

import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** Says why an answer is no feed that we read. Never repeats what came, which may hold anything. */
final class UnreadableFeed {
    private UnreadableFeed() {}

    static HandlerException because(String sentence) {
        return new HandlerException(FailureKind.INVALID_RESPONSE, sentence);
    }

    static HandlerException because(String sentence, String whatToDo) {
        return new HandlerException(
                Verdict.failed(FailureKind.INVALID_RESPONSE, sentence).suggest(whatToDo));
    }

    /** The feed is larger or deeper than what we read. */
    static HandlerException limit(String what, int most) {
        return because("The feed has more than " + most + " " + what + ", which is the most that is read.");
    }

    static HandlerException malformed(int line, int column) {
        return because("The feed is not well-formed XML at line " + line + ", column " + column + ".");
    }
}
