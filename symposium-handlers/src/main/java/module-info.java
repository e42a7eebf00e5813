/** Sources and outputs for services people use, found by {@link java.util.ServiceLoader}. */
module org.symposium.handlers {
    requires static org.jspecify;
    requires org.symposium.spi;
}
