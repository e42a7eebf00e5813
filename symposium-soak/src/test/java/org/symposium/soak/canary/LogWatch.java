package org.symposium.soak.canary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;
import org.symposium.testkit.SecretSearch;

/** Every logger of SLF4J and of the JDK, at every level, while something goes on. The console hears of warnings only. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final SecretSearch search;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final AtomicLong lines = new AtomicLong();
    private final Map<Logger, Level> before = new HashMap<>();
    private final Logger root;
    private final JdkLogs jdk = new JdkLogs();
    private final java.util.logging.Logger jdkRoot = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Level jdkBefore = jdkRoot.getLevel();

    private LogWatch(LoggerContext context, SecretSearch search) {
        this.search = search;
        this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        setContext(context);
    }

    static LogWatch start(SecretSearch search) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var watch = new LogWatch(context, search);
        watch.start();
        for (Iterator<Appender<ILoggingEvent>> each = watch.root.iteratorForAppenders(); each.hasNext(); ) {
            var warnings = new ThresholdFilter();
            warnings.setLevel(Level.WARN.levelStr);
            warnings.start();
            each.next().addFilter(warnings);
        }
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null) {
                watch.before.put(logger, logger.getLevel());
                logger.setLevel(Level.TRACE);
            }
        }
        watch.root.addAppender(watch);
        watch.jdkRoot.setLevel(java.util.logging.Level.ALL);
        watch.jdkRoot.addHandler(watch.jdk);
        return watch;
    }

    /** The lines that held a secret: which logger wrote them, and where in them it stood. */
    List<String> found() {
        return found;
    }

    long lines() {
        return lines.get();
    }

    @Override
    public void close() {
        before.forEach(Logger::setLevel);
        root.detachAppender(this);
        root.iteratorForAppenders().forEachRemaining(Appender::clearAllFilters);
        jdkRoot.removeHandler(jdk);
        jdkRoot.setLevel(jdkBefore);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        look(
                event.getLoggerName(),
                String.join(
                        " ",
                        event.getFormattedMessage(),
                        String.valueOf(event.getKeyValuePairs()),
                        event.getMDCPropertyMap().toString(),
                        event.getThreadName(),
                        thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }

    private void look(String logger, String line) {
        lines.incrementAndGet();
        search.in(line).ifPresent(find -> found.add(logger + ": " + find));
    }

    private final class JdkLogs extends Handler {
        @Override
        public void publish(LogRecord line) {
            var text = new StringBuilder().append(line.getMessage());
            Object[] values = line.getParameters();
            for (Object value : values == null ? new Object[0] : values) {
                text.append(' ').append(value);
            }
            look(
                    String.valueOf(line.getLoggerName()),
                    text.append(' ').append(line.getThrown()).toString());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
