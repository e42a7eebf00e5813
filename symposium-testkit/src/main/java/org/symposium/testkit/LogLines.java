package org.symposium.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * What is logged while something goes on: by some packages at every level, and then nowhere else, by all others as configured. Messages, values, MDC and traces. Known
 * only where SLF4J logs to Logback.
 */
final class LogLines {
    private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

    private LogLines() {}

    static List<String> during(Set<String> packages, Runnable action) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory.getClass().getName().equals(LOGBACK)) {
            return Logback.during((LoggerContext) factory, packages, action);
        }
        action.run();
        return List.of();
    }

    /** A class by itself, so that it is loaded only where Logback is there. */
    private static final class Logback extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        static List<String> during(LoggerContext context, Set<String> packages, Runnable action) {
            var appender = new Logback();
            appender.setContext(context);
            appender.start();
            List<Watched> watched = packages.stream()
                    .map(name -> Watched.of(context.getLogger(name), appender))
                    .toList();
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.addAppender(appender);
            try {
                action.run();
            } finally {
                watched.forEach(Watched::end);
                root.detachAppender(appender);
            }
            return List.copyOf(appender.lines);
        }

        private record Watched(Logger logger, @Nullable Level level, boolean isAdditive, Logback appender) {
            static Watched of(Logger logger, Logback appender) {
                var watched = new Watched(logger, logger.getLevel(), logger.isAdditive(), appender);
                logger.setLevel(Level.TRACE);
                logger.setAdditive(false);
                logger.addAppender(appender);
                return watched;
            }

            void end() {
                logger.setLevel(level);
                logger.setAdditive(isAdditive);
                logger.detachAppender(appender);
            }
        }

        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            String trace = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
            lines.add(String.join(
                    " ",
                    event.getFormattedMessage(),
                    String.valueOf(event.getKeyValuePairs()),
                    event.getMDCPropertyMap().toString(),
                    trace));
        }
    }
}
