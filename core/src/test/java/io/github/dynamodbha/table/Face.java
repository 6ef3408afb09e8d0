package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.protocol.Futures;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The two ways of calling a table, so that one scenario runs through both. */
enum Face {
  SYNC {
    @Override
    Calls open(TableBuilder builder) {
      HighlyAvailableTable table = builder.build();
      return new Calls() {
        @Override
        public WriteResult put(Map<String, AttributeValue> item) {
          return table.put(item);
        }

        @Override
        public WriteResult put(PutItemRequest request) {
          return table.put(request);
        }

        @Override
        public Optional<Map<String, AttributeValue>> get(
            Map<String, AttributeValue> key, ReadOptions options) {
          return table.get(key, options);
        }

        @Override
        public WriteResult delete(ItemKey key) {
          return table.delete(key);
        }

        @Override
        public TableCore core() {
          return table.core();
        }

        @Override
        public void close() {
          table.close();
        }
      };
    }
  },
  ASYNC {
    @Override
    Calls open(TableBuilder builder) {
      AsyncHighlyAvailableTable table = builder.buildAsync();
      return new Calls() {
        @Override
        public WriteResult put(Map<String, AttributeValue> item) {
          return Futures.join(table.put(item));
        }

        @Override
        public WriteResult put(PutItemRequest request) {
          return Futures.join(table.put(request));
        }

        @Override
        public Optional<Map<String, AttributeValue>> get(
            Map<String, AttributeValue> key, ReadOptions options) {
          return Futures.join(table.get(key, options));
        }

        @Override
        public WriteResult delete(ItemKey key) {
          return Futures.join(table.delete(key));
        }

        @Override
        public TableCore core() {
          return table.core();
        }

        @Override
        public void close() {
          table.close();
        }
      };
    }
  };

  abstract Calls open(TableBuilder builder);

  /** What both faces can do. */
  interface Calls extends AutoCloseable {
    WriteResult put(Map<String, AttributeValue> item);

    WriteResult put(PutItemRequest request);

    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key, ReadOptions options);

    WriteResult delete(ItemKey key);

    TableCore core();

    @Override
    void close();
  }
}
