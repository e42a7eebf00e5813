package org.symposium.soak;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something of the engine's, with something of the test's around each call. */
@FunctionalInterface
interface Around {
    /**
     * One call.
     *
     * @param arguments none where the method takes none
     * @param inner the call itself
     * @return what the caller gets
     */
    @Nullable
    Object call(String method, List<@Nullable Object> arguments, Callable<@Nullable Object> inner) throws Exception;

    /** The same thing, each call of which goes through this. */
    static <T> T wrap(Class<T> type, T target, Around around) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Callable<@Nullable Object> inner = () -> method.invoke(target, arguments);
                    try {
                        List<@Nullable Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                        return around.call(method.getName(), given, inner);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
