package org.symposium.handlers.rss;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of elements, whatever prefixes the document chose: lower case, with our prefix for vocabularies that we know, with none for the feed's own.
 * A prefix that nobody declared is taken at its word, since that is common and its meaning plain. One object per scope of declarations.
 */
final class Namespaces {
    private static final String RSS = "";
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("http://purl.org/rss/1.0", RSS),
            Map.entry("http://my.netscape.com/rdf/simple/0.9", RSS),
            Map.entry("http://channel.netscape.com/rdf/simple/0.9", RSS),
            Map.entry("http://backend.userland.com/rss2", RSS),
            Map.entry("http://www.w3.org/2005/atom", "atom"),
            Map.entry("http://purl.org/atom/ns", "atom"),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
            Map.entry("http://purl.org/dc/elements/1.1", "dc"),
            Map.entry("http://purl.org/dc/terms", "dc"),
            Map.entry("http://purl.org/rss/1.0/modules/content", "content"),
            Map.entry("http://purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("http://search.yahoo.com/mrss", "media"),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("http://www.w3.org/1999/xhtml", "xhtml"));

    private final @Nullable Namespaces outer;
    private final Map<String, String> declared;
    private final String own;
    private final Map<String, String> names = new HashMap<>();

    private Namespaces(@Nullable Namespaces outer, Map<String, String> declared, String own) {
        this.outer = outer;
        this.declared = declared;
        this.own = own;
    }

    /** The scope of a document's root. */
    static Namespaces ofRoot(String rootPrefix, Map<String, String> declared) {
        return new Namespaces(null, Map.copyOf(declared), spelled(declared.getOrDefault(rootPrefix, "")));
    }

    /** A scope within this one. */
    Namespaces with(Map<String, String> more) {
        return new Namespaces(this, Map.copyOf(more), own);
    }

    /** The root's own namespace, spelled as {@link #uri}. */
    String own() {
        return own;
    }

    /** Our name for an element of this qualified name. */
    String name(String qualified) {
        String name = names.get(qualified);
        if (name == null) {
            name = canonical(qualified);
            names.put(qualified, name);
        }
        return name;
    }

    /** What the prefix stands for, without a final slash or hash, lower case; empty if nobody said. */
    String uri(String prefix) {
        String uri = declared.get(prefix);
        if (uri != null) {
            return spelled(uri);
        }
        return outer == null ? "" : outer.uri(prefix);
    }

    private String canonical(String qualified) {
        int colon = qualified.indexOf(':');
        String prefix = colon < 0 ? "" : qualified.substring(0, colon);
        String local = qualified.substring(colon + 1).toLowerCase(Locale.ROOT);
        String uri = uri(prefix);
        String ours =
                uri.equals(own) && !uri.isEmpty() ? RSS : KNOWN.getOrDefault(uri, prefix.toLowerCase(Locale.ROOT));
        return ours.isEmpty() ? local : ours + ":" + local;
    }

    private static String spelled(String uri) {
        String bare = uri.strip().toLowerCase(Locale.ROOT);
        while (bare.endsWith("/") || bare.endsWith("#")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }
}
