package org.symposium.handlers.notion;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Languages of code as Notion calls them; it refuses what it does not know. */
final class CodeLanguage {
    private static final String UNKNOWN = "plain text";

    private static final Set<String> KNOWN = Set.of(
            "bash",
            "c",
            "c++",
            "c#",
            "css",
            "diff",
            "docker",
            "go",
            "graphql",
            "groovy",
            "html",
            "java",
            "javascript",
            "json",
            "kotlin",
            "markdown",
            "objective-c",
            "php",
            "plain text",
            "powershell",
            "python",
            "ruby",
            "rust",
            "scala",
            "shell",
            "sql",
            "swift",
            "typescript",
            "xml",
            "yaml");

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("sh", "shell"),
            Map.entry("zsh", "shell"),
            Map.entry("console", "shell"),
            Map.entry("cpp", "c++"),
            Map.entry("cs", "c#"),
            Map.entry("csharp", "c#"),
            Map.entry("dockerfile", "docker"),
            Map.entry("golang", "go"),
            Map.entry("js", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("kt", "kotlin"),
            Map.entry("md", "markdown"),
            Map.entry("objc", "objective-c"),
            Map.entry("ps1", "powershell"),
            Map.entry("py", "python"),
            Map.entry("rb", "ruby"),
            Map.entry("rs", "rust"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("patch", "diff"),
            Map.entry("yml", "yaml"));

    private CodeLanguage() {}

    static String of(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        String name = OTHER_NAMES.getOrDefault(lower, lower);
        return KNOWN.contains(name) ? name : UNKNOWN;
    }
}
