package io.fleetstop;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says, once every port is open, where the service is and what to type next. */
@Dependent
public class ReadyLine implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger("io.fleetstop");

    private final HttpServer http;
    private final String host;
    private final boolean simulator;
    private final int simulatorPort;

    ReadyLine(
            HttpServer http,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "fleetstop.simulator.enabled", defaultValue = "false") boolean simulator,
            @ConfigProperty(name = "fleetstop.simulator.port", defaultValue = "8090") int simulatorPort) {
        this.http = http;
        this.host = host;
        this.simulator = simulator;
        this.simulatorPort = simulatorPort;
    }

    @Override
    public int run(String... arguments) {
        LOG.info(line("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.getPort()));
        Quarkus.waitForExit();
        return 0;
    }

    private String line(String url) {
        String api = url + "/v1/stop-jobs";
        if (!simulator) {
            return "Fleetstop is ready: " + url + "  stop instances with POST " + api;
        }
        return "Fleetstop is ready: " + url + "  try: curl -s http://127.0.0.1:" + simulatorPort
                + "/sample-job | curl -s -X POST -H 'Content-Type: application/json' -d @- " + api;
    }
}
