package io.setpoint.platform.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a program and PostgreSQL and counts what the program sends: statements by the messages that execute
 * one, round trips by those that ask for the answers. So it counts {@code begin} and {@code commit}, too.
 */
final class WireCounter implements AutoCloseable {
    /** Below it are the numbers of protocol versions; above it the requests that come before one. */
    private static final int FIRST_REQUEST_CODE = 80_877_102;

    /** The driver sends it ahead of the first statement and waits for the answers to both. */
    private static final String SENT_AHEAD = "BEGIN";

    private final ServerSocket door;
    private final int postgres;
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong trips = new AtomicLong();

    private WireCounter(ServerSocket door, int postgres) {
        this.door = door;
        this.postgres = postgres;
    }

    /** What was sent up to a moment. */
    record Counts(long statements, long trips) {
        Counts since(Counts earlier) {
            return new Counts(statements - earlier.statements, trips - earlier.trips);
        }
    }

    /** Listens on a port, 0 for any, and forwards to PostgreSQL's. */
    static WireCounter listen(int port, int postgres) throws IOException {
        WireCounter counter = new WireCounter(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), postgres);
        daemon(counter::accept);
        return counter;
    }

    int port() {
        return door.getLocalPort();
    }

    Counts counts() {
        return new Counts(statements.get(), trips.get());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), postgres);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> {
                    try (client;
                            server) {
                        forward(client, server);
                    } catch (IOException e) {
                        // one of the two has hung up, which the other is told by its closed socket
                    }
                });
                daemon(() -> {
                    try (client;
                            server) {
                        server.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // as above
                    }
                });
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void forward(Socket client, Socket server) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), 1 << 16));
        boolean begun = false;
        while (true) {
            // Messages have a type, but for those before the connection is established.
            int type = begun ? in.read() : 0;
            if (type == -1) {
                return;
            }
            int length = in.readInt();
            byte[] body = in.readNBytes(length - Integer.BYTES);
            if (begun) {
                count(type, body);
                out.writeByte(type);
            } else {
                int code = ByteBuffer.wrap(body).getInt();
                begun = code < FIRST_REQUEST_CODE;
            }
            out.writeInt(length);
            out.write(body);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private void count(int type, byte[] body) {
        if (type == 'E' || type == 'Q') {
            statements.incrementAndGet();
        }
        if (type == 'S' || (type == 'Q' && !new String(body, StandardCharsets.UTF_8).startsWith(SENT_AHEAD))) {
            trips.incrementAndGet();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire-counter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
