package io.enricher.testing;

/** What happens to which requests. The first rule that matches counts. */
public record Rule(When when, Then then) {

    public static Rule of(When when, Then then) {
        return new Rule(when, then);
    }

    public static Rule of(When when, Fault fault) {
        return new Rule(when, Then.fault(fault));
    }
}
