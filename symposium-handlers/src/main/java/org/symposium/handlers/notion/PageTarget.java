package org.symposium.handlers.notion;

import java.util.Map;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

/**
 * What an output's pages belong to.
 *
 * @param source the database they are put into, unless they go under a page
 * @param page the page they go under
 */
record PageTarget(Optional<DataSource> source, String page) {

    /** As the settings say; a database is asked what properties it has. */
    static PageTarget of(HandlerContext context, NotionCalls calls) {
        Values settings = context.settings();
        if (isDatabase(settings)) {
            return new PageTarget(Optional.of(DataSource.find(context, calls, id(settings, "database"))), "");
        }
        return new PageTarget(Optional.empty(), id(settings, "page"));
    }

    static boolean isDatabase(Values settings) {
        return settings.text("target", "database").equals("database");
    }

    /** The id that a link or an id in the settings stands for. */
    static String id(Values settings, String field) {
        String text = settings.text(field, "");
        return (field.equals("page") ? NotionId.ofPage(text) : NotionId.of(text))
                .orElseThrow(() -> new HandlerException(
                        FailureKind.MISCONFIGURED, "The setting '" + field + "' holds no link or id of Notion."));
    }

    Map<String, Object> parent() {
        return source.map(DataSource::parent).orElseGet(() -> Map.of("type", "page_id", "page_id", page));
    }
}
