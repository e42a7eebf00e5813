package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What a query has come to.
 *
 * @param failure why no card is made of it; then data and content are empty
 * @param request what repeats it
 */
record Gathered(
        Tally tally, Optional<Verdict> failure, Values data, String content, Values request, List<String> notices) {}
