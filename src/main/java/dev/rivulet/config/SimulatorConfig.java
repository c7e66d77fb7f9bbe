package dev.rivulet.config;

/**
 * The loopback Discord that {@code dev} runs.
 *
 * @param port where its REST API and gateway listen on 127.0.0.1; 0 takes a free one
 */
public record SimulatorConfig(@Default("8081") int port) {
    public SimulatorConfig {
        Check.between("port", port, 0, 65_535);
    }
}
