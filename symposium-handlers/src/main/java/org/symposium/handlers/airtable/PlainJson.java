package org.symposium.handlers.airtable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.TextPieces;
import tools.jackson.databind.JsonNode;

/** A cell's value as a card keeps it: nulls, pictures' thumbnails and what is nested too deeply left out, long texts cut. */
final class PlainJson {
    static final int MOST_TEXT = 10_000;
    private static final int MOST_LEVELS = 10;
    private static final int MOST_SCALE = 300;
    /** Small copies of an attachment, whose addresses change with each answer. */
    private static final String THUMBNAILS = "thumbnails";

    private PlainJson() {}

    static @Nullable Object of(JsonNode node) {
        return of(node, 1);
    }

    private static @Nullable Object of(JsonNode node, int level) {
        if (node.isString()) {
            return TextPieces.shortened(node.asString(""), MOST_TEXT);
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return number(node.decimalValue());
        }
        if (level > MOST_LEVELS) {
            return null;
        }
        return node.isArray() ? items(node, level) : node.isObject() ? members(node, level) : null;
    }

    private static @Nullable Object number(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_SCALE
                ? null
                : number.scale() == 0 ? number.toBigInteger() : number;
    }

    private static Object items(JsonNode array, int level) {
        var items = new ArrayList<Object>();
        array.forEach(item -> {
            Object plain = of(item, level + 1);
            if (plain != null) {
                items.add(plain);
            }
        });
        return items;
    }

    private static Object members(JsonNode object, int level) {
        var members = new LinkedHashMap<String, Object>();
        object.forEachEntry((name, member) -> {
            Object plain = name.equals(THUMBNAILS) ? null : of(member, level + 1);
            if (plain != null) {
                members.put(name, plain);
            }
        });
        return members;
    }
}
