package io.github.dynamodbha.client;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** The operations about tables: the rows of the control plane, first part. */
final class TableOperations {
  static final ServiceOperation<CreateTableRequest, CreateTableResponse> CREATE_TABLE =
      ServiceOperation.controlPlane(
          CreateTableRequest.class,
          false,
          DynamoDbClient::createTable,
          DynamoDbAsyncClient::createTable);

  static final ServiceOperation<DeleteTableRequest, DeleteTableResponse> DELETE_TABLE =
      ServiceOperation.controlPlane(
          DeleteTableRequest.class,
          false,
          DynamoDbClient::deleteTable,
          DynamoDbAsyncClient::deleteTable);

  static final ServiceOperation<DescribeTableRequest, DescribeTableResponse> DESCRIBE_TABLE =
      ServiceOperation.controlPlane(
          DescribeTableRequest.class,
          true,
          DynamoDbClient::describeTable,
          DynamoDbAsyncClient::describeTable);

  static final ServiceOperation<DescribeLimitsRequest, DescribeLimitsResponse> DESCRIBE_LIMITS =
      ServiceOperation.controlPlane(
          DescribeLimitsRequest.class,
          true,
          DynamoDbClient::describeLimits,
          DynamoDbAsyncClient::describeLimits);

  static final ServiceOperation<DescribeEndpointsRequest, DescribeEndpointsResponse>
      DESCRIBE_ENDPOINTS =
          ServiceOperation.controlPlane(
              DescribeEndpointsRequest.class,
              true,
              DynamoDbClient::describeEndpoints,
              DynamoDbAsyncClient::describeEndpoints);

  static final ServiceOperation<ListTablesRequest, ListTablesResponse> LIST_TABLES =
      ServiceOperation.controlPlane(
              ListTablesRequest.class,
              true,
              DynamoDbClient::listTables,
              DynamoDbAsyncClient::listTables)
          .paged(
              ListTablesRequest::exclusiveStartTableName,
              ListTablesResponse::lastEvaluatedTableName);

  static final ServiceOperation<UpdateTableRequest, UpdateTableResponse> UPDATE_TABLE =
      ServiceOperation.controlPlane(
          UpdateTableRequest.class,
          false,
          DynamoDbClient::updateTable,
          DynamoDbAsyncClient::updateTable);

  static final ServiceOperation<DescribeTimeToLiveRequest, DescribeTimeToLiveResponse>
      DESCRIBE_TIME_TO_LIVE =
          ServiceOperation.controlPlane(
              DescribeTimeToLiveRequest.class,
              true,
              DynamoDbClient::describeTimeToLive,
              DynamoDbAsyncClient::describeTimeToLive);

  static final ServiceOperation<UpdateTimeToLiveRequest, UpdateTimeToLiveResponse>
      UPDATE_TIME_TO_LIVE =
          ServiceOperation.controlPlane(
              UpdateTimeToLiveRequest.class,
              false,
              DynamoDbClient::updateTimeToLive,
              DynamoDbAsyncClient::updateTimeToLive);

  static final ServiceOperation<ListTagsOfResourceRequest, ListTagsOfResourceResponse>
      LIST_TAGS_OF_RESOURCE =
          ServiceOperation.controlPlane(
                  ListTagsOfResourceRequest.class,
                  true,
                  DynamoDbClient::listTagsOfResource,
                  DynamoDbAsyncClient::listTagsOfResource)
              .paged(ListTagsOfResourceRequest::nextToken, ListTagsOfResourceResponse::nextToken);

  static final ServiceOperation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
      ServiceOperation.controlPlane(
          TagResourceRequest.class,
          false,
          DynamoDbClient::tagResource,
          DynamoDbAsyncClient::tagResource);

  static final ServiceOperation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      ServiceOperation.controlPlane(
          UntagResourceRequest.class,
          false,
          DynamoDbClient::untagResource,
          DynamoDbAsyncClient::untagResource);

  static final ServiceOperation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse>
      DELETE_RESOURCE_POLICY =
          ServiceOperation.controlPlane(
              DeleteResourcePolicyRequest.class,
              false,
              DynamoDbClient::deleteResourcePolicy,
              DynamoDbAsyncClient::deleteResourcePolicy);

  static final ServiceOperation<GetResourcePolicyRequest, GetResourcePolicyResponse>
      GET_RESOURCE_POLICY =
          ServiceOperation.controlPlane(
              GetResourcePolicyRequest.class,
              true,
              DynamoDbClient::getResourcePolicy,
              DynamoDbAsyncClient::getResourcePolicy);

  static final ServiceOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>
      PUT_RESOURCE_POLICY =
          ServiceOperation.controlPlane(
              PutResourcePolicyRequest.class,
              false,
              DynamoDbClient::putResourcePolicy,
              DynamoDbAsyncClient::putResourcePolicy);

  static final ServiceOperation<
          DescribeContributorInsightsRequest, DescribeContributorInsightsResponse>
      DESCRIBE_CONTRIBUTOR_INSIGHTS =
          ServiceOperation.controlPlane(
              DescribeContributorInsightsRequest.class,
              true,
              DynamoDbClient::describeContributorInsights,
              DynamoDbAsyncClient::describeContributorInsights);

  static final ServiceOperation<ListContributorInsightsRequest, ListContributorInsightsResponse>
      LIST_CONTRIBUTOR_INSIGHTS =
          ServiceOperation.controlPlane(
                  ListContributorInsightsRequest.class,
                  true,
                  DynamoDbClient::listContributorInsights,
                  DynamoDbAsyncClient::listContributorInsights)
              .paged(
                  ListContributorInsightsRequest::nextToken,
                  ListContributorInsightsResponse::nextToken);

  static final ServiceOperation<UpdateContributorInsightsRequest, UpdateContributorInsightsResponse>
      UPDATE_CONTRIBUTOR_INSIGHTS =
          ServiceOperation.controlPlane(
              UpdateContributorInsightsRequest.class,
              false,
              DynamoDbClient::updateContributorInsights,
              DynamoDbAsyncClient::updateContributorInsights);

  static final ServiceOperation<
          DescribeKinesisStreamingDestinationRequest, DescribeKinesisStreamingDestinationResponse>
      DESCRIBE_KINESIS_STREAMING_DESTINATION =
          ServiceOperation.controlPlane(
              DescribeKinesisStreamingDestinationRequest.class,
              true,
              DynamoDbClient::describeKinesisStreamingDestination,
              DynamoDbAsyncClient::describeKinesisStreamingDestination);

  static final ServiceOperation<
          DisableKinesisStreamingDestinationRequest, DisableKinesisStreamingDestinationResponse>
      DISABLE_KINESIS_STREAMING_DESTINATION =
          ServiceOperation.controlPlane(
              DisableKinesisStreamingDestinationRequest.class,
              false,
              DynamoDbClient::disableKinesisStreamingDestination,
              DynamoDbAsyncClient::disableKinesisStreamingDestination);

  static final ServiceOperation<
          EnableKinesisStreamingDestinationRequest, EnableKinesisStreamingDestinationResponse>
      ENABLE_KINESIS_STREAMING_DESTINATION =
          ServiceOperation.controlPlane(
              EnableKinesisStreamingDestinationRequest.class,
              false,
              DynamoDbClient::enableKinesisStreamingDestination,
              DynamoDbAsyncClient::enableKinesisStreamingDestination);

  static final ServiceOperation<
          UpdateKinesisStreamingDestinationRequest, UpdateKinesisStreamingDestinationResponse>
      UPDATE_KINESIS_STREAMING_DESTINATION =
          ServiceOperation.controlPlane(
              UpdateKinesisStreamingDestinationRequest.class,
              false,
              DynamoDbClient::updateKinesisStreamingDestination,
              DynamoDbAsyncClient::updateKinesisStreamingDestination);

  /** All of them. */
  static final List<ServiceOperation<?, ?>> ALL =
      List.of(
          CREATE_TABLE,
          DELETE_TABLE,
          DESCRIBE_TABLE,
          DESCRIBE_LIMITS,
          DESCRIBE_ENDPOINTS,
          LIST_TABLES,
          UPDATE_TABLE,
          DESCRIBE_TIME_TO_LIVE,
          UPDATE_TIME_TO_LIVE,
          LIST_TAGS_OF_RESOURCE,
          TAG_RESOURCE,
          UNTAG_RESOURCE,
          DELETE_RESOURCE_POLICY,
          GET_RESOURCE_POLICY,
          PUT_RESOURCE_POLICY,
          DESCRIBE_CONTRIBUTOR_INSIGHTS,
          LIST_CONTRIBUTOR_INSIGHTS,
          UPDATE_CONTRIBUTOR_INSIGHTS,
          DESCRIBE_KINESIS_STREAMING_DESTINATION,
          DISABLE_KINESIS_STREAMING_DESTINATION,
          ENABLE_KINESIS_STREAMING_DESTINATION,
          UPDATE_KINESIS_STREAMING_DESTINATION);

  private TableOperations() {}
}
