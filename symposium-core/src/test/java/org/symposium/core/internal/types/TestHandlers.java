package org.symposium.core.internal.types;

import java.util.List;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** Handlers that do nothing, good ones and bad ones. Public where a service loader makes them. */
public final class TestHandlers {
    private TestHandlers() {}

    static IntegrationType typeOf(String name, String version) {
        return IntegrationType.of(Values.of("name", name)
                .with("display_name", name)
                .with("category", "source")
                .with("version", version)
                .with("source_schema", Values.fromJson("{\"fields\": [{\"name\": \"place\", \"type\": \"text\"}]}")));
    }

    /** A source of any type. */
    public static class Source implements SourceHandler {
        private final IntegrationType type;

        Source(IntegrationType type) {
            this.type = type;
        }

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public CardData execute(SourceRun run) {
            return CardData.unchanged();
        }

        @Override
        public String formatResponse(String title, Values data) {
            return title;
        }
    }

    /** A good one. */
    public static final class Buoy extends Source {
        /** For the service loader. */
        public Buoy() {
            super(typeOf("buoy", "1"));
        }
    }

    /** Brings the same type as the other. */
    public static final class OtherBuoy extends Source {
        /** For the service loader. */
        public OtherBuoy() {
            super(typeOf("buoy", "2"));
        }
    }

    /** Its constructor throws. */
    public static final class Throwing extends Source {
        /** For the service loader. */
        public Throwing() {
            super(typeOf("throwing", "1"));
            throw new IllegalStateException("no luck");
        }
    }

    /** Its constructor ends in an error. */
    public static final class Erring extends Source {
        /** For the service loader. */
        public Erring() {
            super(typeOf("erring", "1"));
            throw new StackOverflowError();
        }
    }

    /** Its own libraries are missing. */
    public static final class Unlinked extends Source {
        /** For the service loader. */
        public Unlinked() {
            super(typeOf("unlinked", "1"));
        }

        @Override
        public IntegrationType type() {
            throw new NoClassDefFoundError("com/acme/Missing");
        }
    }

    /** Has no type. */
    public static final class Typeless implements Handler {
        @Override
        @SuppressWarnings("NullAway")
        public IntegrationType type() {
            return null;
        }
    }

    /** Can't say its type. */
    public static final class Speechless implements Handler {
        @Override
        public IntegrationType type() {
            throw new IllegalStateException("secret text");
        }
    }

    /** Many types by one module. */
    public static final class Weather implements HandlerModule {
        @Override
        public String name() {
            return "integrations/weather";
        }

        @Override
        public List<IntegrationType> types() {
            return List.of(typeOf("rain", "1"), typeOf("snow", "1"));
        }

        @Override
        public Handler handlerFor(IntegrationType type) {
            if (type.name().equals("hail")) {
                throw new IllegalArgumentException("no hail");
            }
            return new Source(type);
        }
    }
}
