package org.symposium.handlers.airtable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What the schema can't say of settings: an output's fields fit each other. */
final class SettingsRules {
    private SettingsRules() {}

    static List<Violation> violations(Values settings) {
        boolean isOutput = settings.has("mode");
        return isOutput ? ofOutput(settings) : List.of();
    }

    private static List<Violation> ofOutput(Values settings) {
        var violations = new ArrayList<Violation>();
        var names = new HashSet<String>();
        List<FieldMapping> mappings = FieldMapping.of(settings);
        for (int at = 0; at < mappings.size(); at++) {
            FieldMapping mapping = mappings.get(at);
            if (!names.add(mapping.field())) {
                violations.add(new Violation(
                        "fields." + at + ".field", "duplicate", "must be a field that is not written already"));
            }
            if (mapping.type() == ValueType.JSON && !isJson(mapping.template())) {
                violations.add(new Violation(
                        "fields." + at + ".value",
                        "json",
                        "must be JSON whose texts are templates, such as [{\"url\": \"{{data.image}}\"}]; a single"
                                + " {{…}} goes with the type 'As it is'"));
            }
        }
        if (Mode.of(settings) == Mode.UPSERT) {
            checkMergeFields(settings.texts("merge_on"), names, violations);
        }
        return violations;
    }

    private static void checkMergeFields(List<String> mergeOn, Set<String> written, List<Violation> violations) {
        for (int at = 0; at < mergeOn.size(); at++) {
            if (!written.contains(mergeOn.get(at).strip())) {
                violations.add(
                        new Violation("merge_on." + at, "unknown_field", "must be one of the fields that are written"));
            }
        }
    }

    private static boolean isJson(String text) {
        try {
            Json.read(text);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
