/** Finds its handlers on the module path, without naming them. */
module com.example.host {
    requires jdk.httpserver;
    requires org.symposium.core;
    requires org.symposium.jdbc;
}
