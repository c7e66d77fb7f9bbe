package dev.rivulet.http;

/** Another program listens on the port already. */
public final class PortInUseException extends Exception {
    private static final long serialVersionUID = 1;

    private final int port;

    PortInUseException(String host, int port, Throwable cause) {
        super(
                "Port " + port + " on " + host
                        + " is in use by another program; stop that, or set RIVULET_HTTP_PORT to another port.",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
