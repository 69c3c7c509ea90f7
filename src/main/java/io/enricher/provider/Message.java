package io.enricher.provider;

/**
 * One message of a conversation with a model.
 *
 * @param text what was said
 */
public record Message(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        /** The program that gives the rules. */
        SYSTEM,
        USER,
        /** The model, in an earlier reply. */
        ASSISTANT
    }

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }

    /** Shows its length only: messages hold row text. */
    @Override
    public String toString() {
        return "Message[role=" + role + ", length=" + text.length() + "]";
    }
}
