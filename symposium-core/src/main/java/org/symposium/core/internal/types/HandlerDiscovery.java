package org.symposium.core.internal.types;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;

/**
 * Finds what {@link ServiceLoader} finds: handlers and modules of handlers in JARs on the class path and on the module path. A JAR that can't be loaded hurts only
 * itself: it is left out, and the log says which class and why. A handler that can be loaded but is wrong is not left out; see {@link HandlerOffers}.
 */
public final class HandlerDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerDiscovery.class);

    /** Troubles in a row after which a path counts as unreadable: a class loader that always fails would be asked for ever. */
    private static final int MOST_TROUBLES = 100;

    private HandlerDiscovery() {}

    /**
     * What a class loader and its parents see, the modules of its layer among it.
     *
     * @param loader also that of a {@link ModuleLayer} of plugins
     */
    public static Handlers discover(ClassLoader loader) {
        return new Handlers(
                all(Handler.class, ServiceLoader.load(Handler.class, loader)),
                all(HandlerModule.class, ServiceLoader.load(HandlerModule.class, loader)));
    }

    private static <S> List<S> all(Class<S> service, ServiceLoader<S> services) {
        var found = new ArrayList<S>();
        Iterator<ServiceLoader.Provider<S>> providers = services.stream().iterator();
        int troubles = 0;
        String told = "";
        while (troubles < MOST_TROUBLES) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                made(providers.next()).ifPresent(found::add);
                troubles = 0;
            } catch (ServiceConfigurationError | LinkageError e) {
                troubles++;
                if (!told.equals(reason(e))) {
                    LOG.warn("A {} can't be used and is left out: {}", service.getSimpleName(), reason(e), e);
                }
                told = reason(e);
            }
        }
        return found;
    }

    /** A stranger's constructor and static initializers may throw whatever they like. */
    private static <S> Optional<S> made(ServiceLoader.Provider<S> provider) {
        try {
            S made = provider.get();
            link(made);
            return Optional.of(made);
        } catch (Throwable e) {
            LOG.warn("{} can't be made and is left out: {}", provider.type().getName(), reason(e), e);
            return Optional.empty();
        }
    }

    /** Asks for what a JAR without its own libraries can't say. Anything else that is wrong with the answer is not told here. */
    private static void link(Object made) {
        try {
            if (made instanceof Handler handler) {
                handler.type();
            } else if (made instanceof HandlerModule module) {
                module.types();
            }
        } catch (RuntimeException e) {
            LOG.debug("{} answers with an exception", made.getClass().getName(), e);
        }
    }

    private static String reason(Throwable trouble) {
        Throwable cause = trouble;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return trouble.getCause() == null ? String.valueOf(trouble.getMessage()) : trouble.getMessage() + ": " + cause;
    }
}
