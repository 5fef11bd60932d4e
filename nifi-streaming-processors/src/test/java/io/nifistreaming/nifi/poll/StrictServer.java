package io.nifistreaming.nifi.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Wants a certificate, and says so with a TLS alert to those who show none; the JDK's HttpsServer just hangs up. */
final class StrictServer implements AutoCloseable {
    private final SSLServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private StrictServer(SSLServerSocket socket) {
        this.socket = socket;
    }

    static StrictServer start(SSLContext context) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        StrictServer server = new StrictServer(socket);
        server.threads.execute(server::accept);
        return server;
    }

    String url() {
        return "https://127.0.0.1:" + socket.getLocalPort() + "/prices";
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) socket.accept();
                threads.execute(() -> refuse(client));
            } catch (IOException ignored) {
                // The test is over.
            }
        }
    }

    private static void refuse(SSLSocket client) {
        try (client) {
            client.startHandshake();
        } catch (IOException ignored) {
            // The alert has left; until the client goes, the connection stays, so that it can be read.
            drain(client);
        }
    }

    private static void drain(SSLSocket client) {
        try {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException ignored) {
            // Gone.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
