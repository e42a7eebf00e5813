/** Waves as a service saw them. */
module com.example.buoy {
    requires org.symposium.spi;

    provides org.symposium.spi.Handler with
            com.example.buoy.BuoySource;
}
