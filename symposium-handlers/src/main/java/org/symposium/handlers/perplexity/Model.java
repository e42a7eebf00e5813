package org.symposium.handlers.perplexity;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A model to ask.
 *
 * @param name as Perplexity knows it today
 * @param retired the name that stands in the settings, if Perplexity no longer knows it; it refuses those names itself
 */
record Model(String name, Optional<String> retired) {
    private static final String DEEP_RESEARCH = "sonar-deep-research";
    private static final Map<String, String> SUCCESSORS =
            Map.of("sonar-small-online", "sonar", "sonar-medium-online", "sonar", "sonar-large-online", "sonar-pro");

    static Model of(String setting) {
        String successor = SUCCESSORS.get(setting);
        return successor == null ? new Model(setting, Optional.empty()) : new Model(successor, Optional.of(setting));
    }

    boolean isDeepResearch() {
        return name.equals(DEEP_RESEARCH);
    }

    /** How long an answer may take; Perplexity's own libraries wait for a quarter of an hour. */
    Duration patience() {
        return switch (name) {
            case DEEP_RESEARCH -> Duration.ofMinutes(15);
            case "sonar-reasoning-pro" -> Duration.ofMinutes(4);
            default -> Duration.ofMinutes(2);
        };
    }

    Optional<String> notice() {
        return retired.map(old -> "Perplexity has retired the model " + old + "; " + name
                + " was asked instead. Choose a model in the source's settings.");
    }
}
