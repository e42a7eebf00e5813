package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/**
 * Checks credentials against a type's {@code auth_schema}. No message ever holds a value, whatever the field's type.
 *
 * <p>Credentials are text. What is no text by its field's type ({@code number}, {@code boolean}, {@code list}, {@code object} …) is given as JSON text and checked as
 * what it says. Text of one line, which may end up in a header, must have no line breaks, no control characters (U+0000 among them), and no white space but plain
 * spaces: a no-break space or a zero-width one comes from pasting. Rule: {@code characters}.
 */
public final class CredentialsCheck {
    private CredentialsCheck() {}

    /**
     * What is wrong with the credentials of one integration.
     *
     * @param path put before each field's name, such as {@code credentials}
     */
    public static List<Violation> check(Schema auth, Credentials credentials, String path) {
        Findings here = Findings.at(path).secret();
        Values values = Values.empty();
        for (String name : credentials.fields()) {
            if (credentials.has(name)) {
                values = values.with(name, read(auth.field(name), credentials.reveal(name), here.in(name)));
            }
        }
        ObjectCheck.check(auth.fields(), values, here);
        return here.all();
    }

    private static Object read(Optional<Field> field, String secret, Findings here) {
        FieldType type = field.flatMap(known -> FieldType.of(known.type())).orElse(FieldType.TEXT);
        if (type == FieldType.TEXTAREA) {
            here.addIf(
                    secret.codePoints().anyMatch(CredentialsCheck::isControl),
                    "characters",
                    "must not have control characters");
        } else if (!type.isJson()) {
            here.addIf(
                    secret.codePoints().anyMatch(CredentialsCheck::isStray),
                    "characters",
                    "must be on one line, without control characters and without white space but plain spaces; was it pasted whole?");
        }
        return type.isJson() ? readJson(secret) : readOption(field, type, secret);
    }

    private static Object readJson(String secret) {
        try {
            Object value = Json.read(secret);
            return value == null ? secret : value;
        } catch (InvalidInputException e) {
            return secret; // a text where none may be: told by the check of its type
        }
    }

    /** An option may be a number; credentials can only write it down. */
    private static Object readOption(Optional<Field> field, FieldType type, String secret) {
        if (type != FieldType.SELECT || field.isEmpty()) {
            return secret;
        }
        return FieldRules.of(field.get()).choices().stream()
                .map(Choice::value)
                .filter(value -> value.toString().equals(secret))
                .findFirst()
                .orElse(secret);
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }

    private static boolean isStray(int c) {
        return c != ' '
                && (Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }
}
