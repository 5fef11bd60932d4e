package io.nifistreaming.kafka.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between clients and a broker, on a port of its own. Passes Kafka's frames on, until it is told to lose
 * the end of a transaction.
 */
public final class TcpProxy implements AutoCloseable {
    private static final short END_TXN = 26;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Loss loss = Loss.NOTHING;
    private volatile boolean cut;
    private final AtomicInteger lost = new AtomicInteger();

    /** What is lost of the next request that ends a transaction. */
    public enum Loss {
        NOTHING,
        /** It never arrives; then the network is cut. */
        REQUEST_AND_NETWORK,
        /** The broker answers, the client never hears of it; then the network is cut. */
        ANSWER_AND_NETWORK,
        /** The connection breaks instead of the answer, and the client may connect again at once. */
        ANSWER
    }

    public TcpProxy() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where the broker listens. */
    public void target(int port) {
        target = port;
    }

    public void lose(Loss next) {
        loss = next;
    }

    /** How many ends of transactions were lost. */
    public int lost() {
        return lost.get();
    }

    /** The network is back. */
    public void heal() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakAll();
    }

    /** One client's connection, and the one to the broker that belongs to it. */
    private final class Link {
        private final Socket client;
        private final Socket broker;
        private volatile Loss losing = Loss.NOTHING;
        private volatile int correlation;

        Link(Socket client, Socket broker) {
            this.client = client;
            this.broker = broker;
        }

        void requests() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] frame = frame(in);
                ByteBuffer header = ByteBuffer.wrap(frame);
                if (header.getShort() == END_TXN && loss != Loss.NOTHING) {
                    correlation = header.getInt(4);
                    losing = loss;
                    loss = Loss.NOTHING;
                    if (losing == Loss.REQUEST_AND_NETWORK) {
                        lose();
                        return;
                    }
                }
                pass(frame, out);
            }
        }

        void answers() throws IOException {
            DataInputStream in = new DataInputStream(broker.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] frame = frame(in);
                if (losing != Loss.NOTHING && ByteBuffer.wrap(frame).getInt() == correlation) {
                    lose();
                    return;
                }
                pass(frame, out);
            }
        }

        private void lose() {
            cut = losing != Loss.ANSWER;
            lost.incrementAndGet();
            breakAll();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (cut) {
                client.close();
                continue;
            }
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(broker);
            Link link = new Link(client, broker);
            run(link::requests, client, broker);
            run(link::answers, client, broker);
        }
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return frame;
    }

    private static void pass(byte[] frame, DataOutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(4 + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array());
        out.flush();
    }

    private void breakAll() {
        open.forEach(this::close);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is broken, which is what was wanted.
        }
    }

    private interface Loop {
        void run() throws IOException;
    }

    /** Runs until the connection ends, and closes what belongs to it. */
    private void run(Loop loop, Socket... sockets) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException ended) {
                        List.of(sockets).forEach(this::close);
                    }
                },
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
