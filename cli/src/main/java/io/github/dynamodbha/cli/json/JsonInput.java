package io.github.dynamodbha.cli.json;

/**
 * JSON text and what to call it in a message.
 *
 * @param name such as {@code --item} or {@code file moon.json}
 * @param text the JSON
 */
public record JsonInput(String name, String text) {}
