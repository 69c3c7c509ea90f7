package io.enricher.provider;

import java.time.Duration;

/**
 * What a thread heard last of a provider, whatever the SDK made of it.
 *
 * @param limits that its headers tell
 * @param ago    since its headers came: to make an exception of it takes a while
 */
record LastAnswer(ReportedLimits limits, Duration ago) {

    static final LastAnswer NONE = new LastAnswer(ReportedLimits.NONE, Duration.ZERO);
}
