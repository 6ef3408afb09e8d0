package io.github.dynamodbha.client;

/**
 * What all routed calls of a client share.
 *
 * @param tokens which region gave which page token
 * @param hedges when a call is hedged
 * @param timer says when a hedge is due
 * @param missing warns of tables that a region lacks
 * @param listener told of every call
 */
record Routing(
    PageTokens tokens,
    HedgePolicy hedges,
    HedgeTimer timer,
    MissingTables missing,
    ClientListener listener) {}
