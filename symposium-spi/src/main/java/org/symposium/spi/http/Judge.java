package org.symposium.spi.http;

import org.symposium.spi.model.Verdict;

/** Says what a reply means. Runs on the road, before a retry is decided. */
@FunctionalInterface
public interface Judge {
    /** The verdict. Start from {@link HttpReply#byStatus()} where the service's statuses tell the truth. Must not block. */
    Verdict judge(HttpReply reply);
}
