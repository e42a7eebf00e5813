/**
 * A program to run: several engine processes over one database share the work of a few hundred schedules, one is killed, one is frozen, and the execution log is
 * held against the slots that were due. Begin with {@link org.symposium.examples.cluster.Cluster}.
 */
@NullMarked
package org.symposium.examples.cluster;

import org.jspecify.annotations.NullMarked;
