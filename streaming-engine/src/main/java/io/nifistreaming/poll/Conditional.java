package io.nifistreaming.poll;

/** Whether a request carried a validator, so that 304 is a possible answer. */
enum Conditional {
    YES,
    NO
}
