package org.symposium.spi;

import java.util.List;
import java.util.Map;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * The code behind a type. One object per type; one class may be a {@link SourceHandler} and an {@link OutputHandler}; the type's category must fit
 * what it is. Found by {@link java.util.ServiceLoader}: a public class with a public constructor without parameters, named in
 * {@code META-INF/services/org.symposium.spi.Handler} and, in a JAR with a {@code module-info}, in {@code provides} as well.
 *
 * <p>Called by many threads at once: keep no state that changes. Throw {@link org.symposium.spi.model.HandlerException} for what the user should
 * know; let everything else pass.
 */
public interface Handler {
    /** The blueprint it serves; the same object each time. */
    IntegrationType type();

    /** What a reply means, for every call of this handler. Override for services that answer 200 and mean no. Must not block. */
    default Verdict judge(HttpReply reply) {
        return reply.byStatus();
    }

    /**
     * What is wrong with settings beyond their schema: a selector that does not parse, a field that another one needs. Run when they are saved, before
     * any secret is opened.
     *
     * @param settings merged, defaults filled in, right by the schema
     */
    default List<Violation> check(Values settings) {
        return List.of();
    }

    /**
     * Tries the credentials, by the least that tells whether they work and whose they are. A wrong one is thrown by the road. What the test takes is declared in the type's
     * JSON: {@code "connection_test"} is {@code free} (the default), {@code costs}, {@code posts} or {@code none}; see {@link
     * org.symposium.spi.model.ConnectionTest}. Calls that change something are allowed to types that declare {@code posts} only.
     *
     * @param context its settings are the integration's own {@code config}, unchecked
     */
    default ConnectionCheck test(HandlerContext context) {
        return ConnectionCheck.untested();
    }

    /** The non-secret parts of credentials (a data centre), taken when they are saved; they fill {@code {dc}} in {@code base_url}. */
    default Map<String, String> facts(Credentials credentials) {
        return Map.of();
    }

    /**
     * Choices that the service knows, for a field that a person would rather pick than type.
     *
     * @param context its settings are what the user has typed so far, unchecked
     * @param field of one of the type's schemas, such as {@code output_schema.list_id}
     * @param search what the user typed into it; may be empty
     */
    default List<Option> options(HandlerContext context, String field, String search) {
        return List.of();
    }
}
