package io.nifistreaming.poll;

/** What is to be done about one product after one poll. */
public sealed interface PriceChangeVerdict {
    /** What is to be remembered of it. */
    PriceChangeState next();

    /** Tell the change. */
    record Tell(PriceChange change, PriceChangeState next) implements PriceChangeVerdict {}

    /** Tell nothing; {@code next} may still differ from before. */
    record Quiet(PriceChangeState next) implements PriceChangeVerdict {}
}
