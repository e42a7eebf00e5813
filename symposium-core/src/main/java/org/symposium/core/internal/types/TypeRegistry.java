package org.symposium.core.internal.types;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.schema.TypeCheck;
import org.symposium.spi.Handler;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Violation;

/**
 * The types that this engine knows: what code brings, and rows of the types table that name a handler which is there. Made at start, when both are brought in step:
 *
 * <ul>
 *   <li>a type that code brings is inserted, or its row updated. Where the row has a greater version, the row's definition counts, and the log says so; with the same
 *       version, the code's
 *   <li>a row that code brought once and no longer does is marked unavailable, never deleted, and available again when the code is back
 *   <li>a row that was put into the table is used if its handler is there and the definition is right; else it is marked unavailable, and the log says why
 * </ul>
 *
 * Any number of nodes may start at once. Safe for many threads. A row that was added on another node later is found when it is asked for; a changed one is seen at the
 * next start.
 */
public final class TypeRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(TypeRegistry.class);
    private static final String BY_CODE = "handler";
    private static final String BY_ROW = "row";

    private final TypeRows rows;
    private final HandlerLookup handlers;
    private final Map<String, KnownType> byName = new ConcurrentHashMap<>();

    private TypeRegistry(TypeRows rows, HandlerLookup handlers) {
        this.rows = rows;
        this.handlers = handlers;
    }

    /**
     * Brings the types table in step with the handlers.
     *
     * @throws InvalidInputException when code brings a wrong type, or two of one name, with all that is wrong, naming the classes; then nothing was written
     */
    public static TypeRegistry start(Stores stores, Handlers handlers) {
        var registry = new TypeRegistry(
                new TypeRows(stores), new HandlerLookup(HandlerOffers.of(handlers), handlers.modules()));
        registry.handlers.offers().forEach(registry::registerOffer);
        registry.rows.all().forEach(registry::loadRow);
        return registry;
    }

    /** A type that can be used, by its name. */
    public Optional<KnownType> byName(String name) {
        KnownType known = byName.get(name);
        return known == null ? rows.byName(name).flatMap(this::load) : Optional.of(known);
    }

    /** A type that can be used, by the id that integrations refer to. */
    public Optional<KnownType> byId(String id) {
        Optional<KnownType> known =
                byName.values().stream().filter(type -> type.id().equals(id)).findFirst();
        return known.isPresent() ? known : rows.byId(id).flatMap(this::load);
    }

    /**
     * As {@link #byName}.
     *
     * @throws InvalidInputException with rule {@code unknown_type}, or {@code unavailable} when the type is known and its handler is not there
     */
    public KnownType requireByName(String name) {
        return byName(name).orElseThrow(() -> missing(name, rows.byName(name)));
    }

    /**
     * As {@link #byId}.
     *
     * @throws InvalidInputException as {@link #requireByName}
     */
    public KnownType requireById(String id) {
        return byId(id).orElseThrow(() -> missing(id, rows.byId(id)));
    }

    /** An integration as its user may see it: with the fields of its type, if that is here. */
    public IntegrationView view(Integration integration) {
        return byId(integration.typeId())
                .map(type -> integration.view(type.type().authSchema()))
                .orElseGet(integration::view);
    }

    /** All types that this engine can use, by name. */
    public List<KnownType> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(KnownType::name))
                .toList();
    }

    /** All rows of the types table, those that can't be used here among them, by id. */
    public List<RegisteredType> rows() {
        return rows.all();
    }

    /**
     * Adds a type to the table, or a newer version of one that is there. For a host's operator.
     *
     * @param type names its handler: see {@link HandlerLookup#find}
     * @throws InvalidInputException with all that is wrong with it; rule {@code version} when the table or the code has it in the same version or a newer one
     */
    public KnownType register(IntegrationType type) {
        Optional<Handler> handler = handlers.find(type);
        var violations = new ArrayList<>(TypeCheck.check(type, handler.orElse(null)));
        if (handler.isEmpty()) {
            violations.add(new Violation(
                    "handler_module",
                    "unknown_handler",
                    "names no handler that is here: '" + type.handlerModule() + "'"));
        }
        InvalidInputException.throwIfAny(violations);
        RegisteredType row = rows.put(type.name(), standing -> {
            standing.ifPresent(old -> refuseOlder(old, type));
            return row(type, standing, standing.map(RegisteredType::origin).orElse(BY_ROW));
        });
        return know(row, handler.orElseThrow());
    }

    private void registerOffer(Offer offer) {
        RegisteredType row = rows.put(offer.name(), standing -> wanted(offer, standing));
        if (row.available()) {
            know(row, offer.handler());
        }
    }

    private static RegisteredType wanted(Offer offer, Optional<RegisteredType> standing) {
        if (standing.isEmpty() || compare(standing.get(), offer.type()) <= 0) {
            return row(offer.type(), standing, BY_CODE);
        }
        RegisteredType newer = standing.get();
        LOG.info(
                "Type '{}': version {} of the types table is used, being newer than version {} of {}",
                offer.name(),
                version(newer),
                offer.type().version(),
                offer.origin());
        return newer.withAvailable(isRight(newer, offer.handler()));
    }

    private void loadRow(RegisteredType row) {
        KnownType known = byName.get(row.name());
        if (known != null && known.id().equals(row.id())) {
            return;
        }
        if (handlers.offer(row.name()).isEmpty()) {
            Optional<KnownType> loaded = known == null ? load(row) : Optional.empty();
            if (loaded.isPresent()) {
                return;
            }
        }
        if (row.available()) {
            LOG.warn(
                    "Type '{}' with the id {} can't be used now: {}", row.name(), row.id(), whyNot(row, known != null));
        }
        rows.setAvailable(row, false);
    }

    /** Makes a row's type known, if it was put into the table and its handler is there. */
    private Optional<KnownType> load(RegisteredType row) {
        if (!row.origin().equals(BY_ROW) || byName.containsKey(row.name())) {
            return Optional.empty();
        }
        return handlers.find(row.type())
                .filter(handler -> isRight(row, handler))
                .map(handler -> know(rows.setAvailable(row, true), handler));
    }

    private KnownType know(RegisteredType row, Handler handler) {
        var known = new KnownType(row, handler);
        byName.put(row.name(), known);
        return known;
    }

    private static boolean isRight(RegisteredType row, Handler handler) {
        var violations = new ArrayList<>(TypeCheck.check(row.type(), handler));
        if (!row.type().name().equals(row.name())) {
            violations.add(new Violation("name", "name", "is not the row's name"));
        }
        if (!violations.isEmpty()) {
            LOG.error("The row of the type '{}' with the id {} is wrong: {}", row.name(), row.id(), violations);
        }
        return violations.isEmpty();
    }

    private static RegisteredType row(IntegrationType type, Optional<RegisteredType> standing, String origin) {
        String id = standing.map(RegisteredType::id).orElseGet(() -> TypeRows.idOf(type));
        long revision = standing.map(RegisteredType::revision).orElse(0L);
        return new RegisteredType(id, type.name(), type.handlerModule(), type.version(), origin, true, type, revision);
    }

    private void refuseOlder(RegisteredType standing, IntegrationType type) {
        int order = compare(standing, type);
        boolean isSame = standing.type().toValues().equals(type.toValues());
        if (order > 0 || (order == 0 && !isSame && handlers.offer(type.name()).isPresent())) {
            throw new InvalidInputException(
                    "version",
                    "version",
                    "is " + type.version() + ", which must be greater than the registered " + version(standing));
        }
    }

    private static int compare(RegisteredType row, IntegrationType type) {
        return Version.of(version(row)).compareTo(Version.of(type.version()));
    }

    /** The column, or what the definition says where the column was left out. */
    private static String version(RegisteredType row) {
        return row.version().equals("0") ? row.type().version() : row.version();
    }

    private static String whyNot(RegisteredType row, boolean isTwin) {
        if (isTwin) {
            return "another row has its name";
        }
        return row.origin().equals(BY_ROW)
                ? "its definition is wrong, or no handler is here that it names: '" + row.handlerModule() + "'"
                : "the code that brought it is gone";
    }

    private InvalidInputException missing(String asked, Optional<RegisteredType> row) {
        String installed = byName.isEmpty()
                ? "none (does the host call discoverHandlers()?)"
                : String.join(", ", byName.keySet().stream().sorted().toList());
        return row.map(known -> new InvalidInputException(
                        "type",
                        "unavailable",
                        "is '" + known.name() + "', whose handler is not here: is the JAR with '"
                                + known.handlerModule() + "' on the path?"))
                .orElseGet(() -> new InvalidInputException(
                        "type", "unknown_type", "is unknown: '" + asked + "'; installed are: " + installed));
    }
}
