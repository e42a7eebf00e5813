package org.symposium.handlers.rss;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named characters of HTML 4.01, section 24, and numeric ones as browsers read them. Looks a bounded way ahead only. */
final class HtmlEntities {
    private static final int LONGEST = 12;

    /** From U+00A0 on, without a gap. */
    private static final String LATIN_1 = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot
            cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
            agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute
            ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml""";

    /** Name and character in turn. */
    private static final String OTHERS = """
            lt < gt > quot " apos ' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜
            Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ
            Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ
            lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ
            ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″
            lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵
            lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗
            radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃
            nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦
            lang 〈 rang 〉""";

    /** What browsers show for the numbers 128 to 159: windows-1252. */
    private static final String C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private static final Map<String, String> NAMED = named();

    private HtmlEntities() {}

    /**
     * A reference, by name or by number.
     *
     * @param text what it stands for; empty when that is no character
     * @param end position after its semicolon
     */
    record Reference(String text, int end) {}

    /** The reference that starts at an ampersand; {@code null} if none does. */
    static @Nullable Reference at(String text, int ampersand) {
        int most = Math.min(text.length(), ampersand + LONGEST + 2);
        for (int i = ampersand + 1; i < most; i++) {
            char c = text.charAt(i);
            if (c == ';') {
                String value = value(text.substring(ampersand + 1, i));
                return value == null ? null : new Reference(value, i + 1);
            }
            if (!(c == '#' && i == ampersand + 1) && !isAsciiLetterOrDigit(c)) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable String value(String name) {
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        String digits = name.substring(hex ? 2 : 1);
        if (digits.isEmpty()
                || digits.length() > 8
                || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
            return null;
        }
        return character(Long.parseLong(digits, hex ? 16 : 10));
    }

    private static String character(long number) {
        if (number >= 0x80 && number <= 0x9f) {
            return C1.substring((int) number - 0x80, (int) number - 0x7f);
        }
        return number <= Character.MAX_CODE_POINT && isXmlCharacter((int) number)
                ? Character.toString((int) number)
                : "";
    }

    /** Production 2 of XML 1.0. */
    static boolean isXmlCharacter(int codePoint) {
        return (codePoint >= 0x20 && codePoint < 0xd800)
                || codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0xe000 && codePoint != 0xfffe && codePoint != 0xffff);
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static Map<String, String> named() {
        var named = new HashMap<String, String>();
        named.put("amp", "&");
        int codePoint = 0xa0;
        for (String name : LATIN_1.split("\\s+")) {
            named.put(name, Character.toString(codePoint++));
        }
        String[] others = OTHERS.split("\\s+");
        for (int i = 0; i < others.length; i += 2) {
            named.put(others[i], others[i + 1]);
        }
        named.put("ensp", "\u2002");
        named.put("emsp", "\u2003");
        named.put("thinsp", "\u2009");
        named.put("zwnj", "\u200c");
        named.put("zwj", "\u200d");
        named.put("lrm", "\u200e");
        named.put("rlm", "\u200f");
        return Map.copyOf(named);
    }
}
