package org.symposium.spi;

import java.util.List;
import org.symposium.spi.model.Values;

/**
 * One block of a {@link Document}. Handlers may make blocks of their own, for {@link Document#with}.
 *
 * <table>
 * <caption>Kinds, their attributes, and what they hold</caption>
 * <tr><th>kind</th><th>attributes</th><th>holds</th></tr>
 * <tr><td>{@code paragraph}</td><td></td><td>spans</td></tr>
 * <tr><td>{@code heading}</td><td>{@code level} 1–6</td><td>spans</td></tr>
 * <tr><td>{@code code}</td><td>{@code language}, {@code text}</td><td></td></tr>
 * <tr><td>{@code quote}</td><td></td><td>children</td></tr>
 * <tr><td>{@code bullet_list}</td><td></td><td>children of kind {@code item}</td></tr>
 * <tr><td>{@code ordered_list}</td><td>{@code start}</td><td>children of kind {@code item}</td></tr>
 * <tr><td>{@code item}</td><td>{@code checked} on task items</td><td>children</td></tr>
 * <tr><td>{@code table}</td><td></td><td>children of kind {@code table_row}</td></tr>
 * <tr><td>{@code table_row}</td><td>{@code header}</td><td>children of kind {@code table_cell}</td></tr>
 * <tr><td>{@code table_cell}</td><td>{@code alignment}: {@code left}, {@code center} or {@code right}, if said</td><td>spans</td></tr>
 * <tr><td>{@code rule}</td><td></td><td></td></tr>
 * <tr><td>{@code image}</td><td>{@code url}, {@code alt}, {@code title}; {@code link}, if a click leads elsewhere</td><td></td></tr>
 * </table>
 *
 * <p>An item's first block is mostly a paragraph, lists in it come after that. Rows of a table have as many cells as its header. There is no kind for
 * HTML: of HTML in Markdown only what it shows is left.
 */
public interface Block {
    /** What kind of block. */
    String kind();

    /** Its attributes by kind. */
    Values attributes();

    /** Its text. */
    List<Span> spans();

    /** The blocks in it. */
    List<Block> children();
}
