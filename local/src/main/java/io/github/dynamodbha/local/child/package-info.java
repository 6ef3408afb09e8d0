/**
 * What runs inside the child process of a region, beside DynamoDB Local, and never in the process
 * that starts it.
 *
 * <p>It uses nothing but the JDK, and DynamoDB Local by reflection: Amazon's licence keeps that out
 * of our build. The one class is copied as it stands into the child's private directory, so that
 * the child sees no other class of its parent. Protocol with the parent: one line {@code
 * dynamodb-ha ready PORT} on stdout once requests are served; end of stdin means that the parent is
 * gone, and ends the child.
 */
@NullMarked
package io.github.dynamodbha.local.child;

import org.jspecify.annotations.NullMarked;
