/**
 * Checks definitions and values against schemas, merges settings, and gives schemas as JSON Schema.
 *
 * <p>A field of a schema has a {@code name} and a {@code type}, and may have {@code label}, {@code help}, {@code placeholder}, {@code required}, {@code default},
 * {@code visible_when} (see {@code Visibility}) and, by its type:
 *
 * <ul>
 *   <li>{@code text}, {@code password}, {@code textarea}, {@code email}, {@code date}, {@code url}: {@code min_length}, {@code max_length} (10,000 unless it says
 *       otherwise; a textarea without a pattern 1,000,000; a URL never more than 2,000), {@code pattern} for the whole text (see {@code BoundedPattern}) with
 *       {@code pattern_help} for people, {@code secret}; for a URL {@code allow_userinfo}
 *   <li>{@code number}: {@code min}, {@code max}, {@code step}, which starts at {@code min} or 0
 *   <li>{@code select}, {@code multiselect}: {@code options} with {@code value} (text or a number), {@code label}, {@code hidden} (accepted, but not offered)
 *   <li>{@code list}: {@code items}, a field without a name; this and {@code multiselect}: {@code min_items}, {@code max_items} (1,000)
 *   <li>{@code object}: {@code fields}; without them any names with text
 * </ul>
 */
@NullMarked
package org.symposium.core.internal.schema;

import org.jspecify.annotations.NullMarked;
