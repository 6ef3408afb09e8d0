package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** The operation table against the SDK's interfaces. */
class OperationTableTest {
  @Test
  void table_holdsEveryRequestResponseOperationOfTheSdkOnce() {
    Set<String> sdk =
        requestMethods(DynamoDbClient.class)
            .map(method -> method.getParameterTypes()[0].getSimpleName())
            .collect(Collectors.toSet());

    List<String> table =
        OperationTable.ALL.stream().map(row -> row.call().requestType().getSimpleName()).toList();

    assertThat(table)
        .as("operations that the SDK's interface has; give a new one its row and its two faces")
        .containsExactlyInAnyOrderElementsOf(sdk)
        .hasSize(58);
  }

  @Test
  void faces_overrideEveryOperation() {
    assertThat(notOverridden(DynamoDbClient.class, HighlyAvailableDynamoDbClient.class)).isEmpty();
    assertThat(notOverridden(DynamoDbAsyncClient.class, HighlyAvailableDynamoDbAsyncClient.class))
        .isEmpty();
  }

  @Test
  void table_classifiesTheDataPlane() {
    Map<OperationKind, Set<String>> kinds = new HashMap<>();
    for (ServiceOperation<?, ?> row : OperationTable.ALL) {
      kinds.computeIfAbsent(row.kind(), kind -> new java.util.TreeSet<>()).add(row.name());
    }

    assertThat(kinds.get(OperationKind.READ))
        .containsExactly("BatchGetItem", "GetItem", "Query", "Scan", "SearchVectors");
    assertThat(kinds.get(OperationKind.STAMPED_WRITE))
        .containsExactly("BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem");
    assertThat(kinds.get(OperationKind.OTHER_WRITE))
        .containsExactly("BatchExecuteStatement", "ExecuteStatement");
    assertThat(kinds.get(OperationKind.TRANSACTION))
        .containsExactly("ExecuteTransaction", "TransactGetItems", "TransactWriteItems");
    assertThat(kinds.get(OperationKind.CONTROL_PLANE)).hasSize(44);
  }

  private static java.util.stream.Stream<Method> requestMethods(Class<?> sdk) {
    return Arrays.stream(sdk.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(
            method ->
                DynamoDbResponse.class.isAssignableFrom(method.getReturnType())
                    || method.getReturnType().getSimpleName().equals("CompletableFuture"));
  }

  private static List<String> notOverridden(Class<?> sdk, Class<?> face) {
    return requestMethods(sdk)
        .filter(method -> isInherited(method, face, sdk))
        .map(Method::getName)
        .toList();
  }

  private static boolean isInherited(Method method, Class<?> face, Class<?> sdk) {
    try {
      Method inForce = face.getMethod(method.getName(), method.getParameterTypes());
      return inForce.getDeclaringClass().equals(sdk) || Modifier.isAbstract(inForce.getModifiers());
    } catch (NoSuchMethodException e) {
      throw new AssertionError(face + " implements " + sdk, e);
    }
  }
}
