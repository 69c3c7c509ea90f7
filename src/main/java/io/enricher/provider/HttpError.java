package io.enricher.provider;

/**
 * An error status as an SDK reports it.
 *
 * @param status HTTP status
 * @param code   the provider's word for it, empty if it gave none
 * @param text   the provider's whole message; may echo a part of the key, so it is never shown as it is
 */
public record HttpError(int status, String code, String text) {

    @Override
    public String toString() {
        return "HttpError[status=" + status + ", code=" + code + "]";
    }
}
