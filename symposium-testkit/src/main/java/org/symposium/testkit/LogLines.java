package org.symposium.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * What is logged while something goes on: by one package at every level, by all others as configured. Messages, values, MDC and traces. Known only where SLF4J
 * logs to Logback.
 */
final class LogLines {
    private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

    private LogLines() {}

    static List<String> during(String packageName, Runnable action) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory.getClass().getName().equals(LOGBACK)) {
            return Logback.during(factory, packageName, action);
        }
        action.run();
        return List.of();
    }

    /** A class by itself, so that it is loaded only where Logback is there. */
    private static final class Logback extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        static List<String> during(ILoggerFactory factory, String packageName, Runnable action) {
            var context = (LoggerContext) factory;
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            Logger watched = context.getLogger(packageName);
            Level before = watched.getLevel();
            var appender = new Logback();
            appender.setContext(context);
            appender.start();
            root.addAppender(appender);
            watched.setLevel(Level.TRACE);
            try {
                action.run();
            } finally {
                watched.setLevel(before);
                root.detachAppender(appender);
            }
            return List.copyOf(appender.lines);
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
