package io.nifistreaming.kafka;

/** Is told of what consuming goes on in spite of. */
@FunctionalInterface
public interface ConsumerListener {
    /**
     * @param name what makes it the same trouble as before
     * @param message problem, cause and remedy
     */
    void remark(String name, String message);
}
