package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small forwarding proxy: GET with a whole URL, and CONNECT; one request a connection but for tunnels. Every name
 * leads to the loopback address.
 */
final class ForwardProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final String expected;
    private volatile String tunnelAnswer = "200 Connection established";

    private ForwardProxy(String expected) throws IOException {
        this.expected = expected;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static ForwardProxy open() throws IOException {
        return new ForwardProxy(null);
    }

    /** Answers 407 to all who don't show this. */
    static ForwardProxy guarded(String user, String password) throws IOException {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ForwardProxy("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Such as {@code GET http://127.0.0.1:1234/prices} or {@code CONNECT 127.0.0.1:1234}, if they were let through. */
    List<String> passed() {
        return List.copyOf(requestLines);
    }

    void refuseTunnels(String statusLine) {
        tunnelAnswer = statusLine;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException ignored) {
                // The test is over.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            OutputStream out = client.getOutputStream();
            if (head.isEmpty()) {
                return;
            }
            if (expected != null && !head.contains("Proxy-Authorization: " + expected + "\r\n")) {
                out.write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
                return;
            }
            String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
            requestLines.add(line[0] + " " + line[1]);
            if (line[0].equals("CONNECT")) {
                tunnel(client, line[1]);
            } else {
                forward(out, line, head);
            }
        } catch (IOException ignored) {
            // One of the two hung up.
        }
    }

    private void tunnel(Socket client, String place) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + tunnelAnswer + "\r\n\r\n").getBytes(ISO_8859_1));
        if (!tunnelAnswer.startsWith("200")) {
            return;
        }
        int port = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(server);
            threads.execute(() -> pump(client, server));
            pump(server, client);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ignored) {
            // One of the two hung up.
        }
    }

    /** Proxy headers end here, as the standard wants it. */
    private static void forward(OutputStream out, String[] line, String head) throws IOException {
        URI url = URI.create(line[1]);
        StringBuilder passedOn = new StringBuilder("GET " + url.getRawPath() + " HTTP/1.1\r\nConnection: close\r\n");
        for (String header : head.substring(head.indexOf("\r\n") + 2).split("\r\n")) {
            if (!header.regionMatches(true, 0, "Proxy-", 0, 6) && !header.regionMatches(true, 0, "Connection", 0, 10)) {
                passedOn.append(header).append("\r\n");
            }
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            server.getOutputStream().write(passedOn.append("\r\n").toString().getBytes(ISO_8859_1));
            server.getInputStream().transferTo(out);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.write(read);
        }
        return head.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket one : open) {
                one.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
