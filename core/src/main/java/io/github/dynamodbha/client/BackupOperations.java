package io.github.dynamodbha.client;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingResponse;

/**
 * The operations about backups, exports, imports and global tables: the rows of the control plane,
 * second part.
 */
final class BackupOperations {
  static final ServiceOperation<CreateBackupRequest, CreateBackupResponse> CREATE_BACKUP =
      ServiceOperation.controlPlane(
          CreateBackupRequest.class,
          false,
          DynamoDbClient::createBackup,
          DynamoDbAsyncClient::createBackup);

  static final ServiceOperation<DeleteBackupRequest, DeleteBackupResponse> DELETE_BACKUP =
      ServiceOperation.controlPlane(
          DeleteBackupRequest.class,
          false,
          DynamoDbClient::deleteBackup,
          DynamoDbAsyncClient::deleteBackup);

  static final ServiceOperation<DescribeBackupRequest, DescribeBackupResponse> DESCRIBE_BACKUP =
      ServiceOperation.controlPlane(
          DescribeBackupRequest.class,
          true,
          DynamoDbClient::describeBackup,
          DynamoDbAsyncClient::describeBackup);

  static final ServiceOperation<ListBackupsRequest, ListBackupsResponse> LIST_BACKUPS =
      ServiceOperation.controlPlane(
              ListBackupsRequest.class,
              true,
              DynamoDbClient::listBackups,
              DynamoDbAsyncClient::listBackups)
          .paged(
              ListBackupsRequest::exclusiveStartBackupArn,
              ListBackupsResponse::lastEvaluatedBackupArn);

  static final ServiceOperation<RestoreTableFromBackupRequest, RestoreTableFromBackupResponse>
      RESTORE_TABLE_FROM_BACKUP =
          ServiceOperation.controlPlane(
              RestoreTableFromBackupRequest.class,
              false,
              DynamoDbClient::restoreTableFromBackup,
              DynamoDbAsyncClient::restoreTableFromBackup);

  static final ServiceOperation<RestoreTableToPointInTimeRequest, RestoreTableToPointInTimeResponse>
      RESTORE_TABLE_TO_POINT_IN_TIME =
          ServiceOperation.controlPlane(
              RestoreTableToPointInTimeRequest.class,
              false,
              DynamoDbClient::restoreTableToPointInTime,
              DynamoDbAsyncClient::restoreTableToPointInTime);

  static final ServiceOperation<DescribeContinuousBackupsRequest, DescribeContinuousBackupsResponse>
      DESCRIBE_CONTINUOUS_BACKUPS =
          ServiceOperation.controlPlane(
              DescribeContinuousBackupsRequest.class,
              true,
              DynamoDbClient::describeContinuousBackups,
              DynamoDbAsyncClient::describeContinuousBackups);

  static final ServiceOperation<UpdateContinuousBackupsRequest, UpdateContinuousBackupsResponse>
      UPDATE_CONTINUOUS_BACKUPS =
          ServiceOperation.controlPlane(
              UpdateContinuousBackupsRequest.class,
              false,
              DynamoDbClient::updateContinuousBackups,
              DynamoDbAsyncClient::updateContinuousBackups);

  static final ServiceOperation<DescribeExportRequest, DescribeExportResponse> DESCRIBE_EXPORT =
      ServiceOperation.controlPlane(
          DescribeExportRequest.class,
          true,
          DynamoDbClient::describeExport,
          DynamoDbAsyncClient::describeExport);

  static final ServiceOperation<ExportTableToPointInTimeRequest, ExportTableToPointInTimeResponse>
      EXPORT_TABLE_TO_POINT_IN_TIME =
          ServiceOperation.controlPlane(
              ExportTableToPointInTimeRequest.class,
              false,
              DynamoDbClient::exportTableToPointInTime,
              DynamoDbAsyncClient::exportTableToPointInTime);

  static final ServiceOperation<ListExportsRequest, ListExportsResponse> LIST_EXPORTS =
      ServiceOperation.controlPlane(
              ListExportsRequest.class,
              true,
              DynamoDbClient::listExports,
              DynamoDbAsyncClient::listExports)
          .paged(ListExportsRequest::nextToken, ListExportsResponse::nextToken);

  static final ServiceOperation<DescribeImportRequest, DescribeImportResponse> DESCRIBE_IMPORT =
      ServiceOperation.controlPlane(
          DescribeImportRequest.class,
          true,
          DynamoDbClient::describeImport,
          DynamoDbAsyncClient::describeImport);

  static final ServiceOperation<ImportTableRequest, ImportTableResponse> IMPORT_TABLE =
      ServiceOperation.controlPlane(
          ImportTableRequest.class,
          false,
          DynamoDbClient::importTable,
          DynamoDbAsyncClient::importTable);

  static final ServiceOperation<ListImportsRequest, ListImportsResponse> LIST_IMPORTS =
      ServiceOperation.controlPlane(
              ListImportsRequest.class,
              true,
              DynamoDbClient::listImports,
              DynamoDbAsyncClient::listImports)
          .paged(ListImportsRequest::nextToken, ListImportsResponse::nextToken);

  static final ServiceOperation<CreateGlobalTableRequest, CreateGlobalTableResponse>
      CREATE_GLOBAL_TABLE =
          ServiceOperation.controlPlane(
              CreateGlobalTableRequest.class,
              false,
              DynamoDbClient::createGlobalTable,
              DynamoDbAsyncClient::createGlobalTable);

  static final ServiceOperation<DescribeGlobalTableRequest, DescribeGlobalTableResponse>
      DESCRIBE_GLOBAL_TABLE =
          ServiceOperation.controlPlane(
              DescribeGlobalTableRequest.class,
              true,
              DynamoDbClient::describeGlobalTable,
              DynamoDbAsyncClient::describeGlobalTable);

  static final ServiceOperation<
          DescribeGlobalTableSettingsRequest, DescribeGlobalTableSettingsResponse>
      DESCRIBE_GLOBAL_TABLE_SETTINGS =
          ServiceOperation.controlPlane(
              DescribeGlobalTableSettingsRequest.class,
              true,
              DynamoDbClient::describeGlobalTableSettings,
              DynamoDbAsyncClient::describeGlobalTableSettings);

  static final ServiceOperation<ListGlobalTablesRequest, ListGlobalTablesResponse>
      LIST_GLOBAL_TABLES =
          ServiceOperation.controlPlane(
                  ListGlobalTablesRequest.class,
                  true,
                  DynamoDbClient::listGlobalTables,
                  DynamoDbAsyncClient::listGlobalTables)
              .paged(
                  ListGlobalTablesRequest::exclusiveStartGlobalTableName,
                  ListGlobalTablesResponse::lastEvaluatedGlobalTableName);

  static final ServiceOperation<UpdateGlobalTableRequest, UpdateGlobalTableResponse>
      UPDATE_GLOBAL_TABLE =
          ServiceOperation.controlPlane(
              UpdateGlobalTableRequest.class,
              false,
              DynamoDbClient::updateGlobalTable,
              DynamoDbAsyncClient::updateGlobalTable);

  static final ServiceOperation<UpdateGlobalTableSettingsRequest, UpdateGlobalTableSettingsResponse>
      UPDATE_GLOBAL_TABLE_SETTINGS =
          ServiceOperation.controlPlane(
              UpdateGlobalTableSettingsRequest.class,
              false,
              DynamoDbClient::updateGlobalTableSettings,
              DynamoDbAsyncClient::updateGlobalTableSettings);

  static final ServiceOperation<
          DescribeTableReplicaAutoScalingRequest, DescribeTableReplicaAutoScalingResponse>
      DESCRIBE_TABLE_REPLICA_AUTO_SCALING =
          ServiceOperation.controlPlane(
              DescribeTableReplicaAutoScalingRequest.class,
              true,
              DynamoDbClient::describeTableReplicaAutoScaling,
              DynamoDbAsyncClient::describeTableReplicaAutoScaling);

  static final ServiceOperation<
          UpdateTableReplicaAutoScalingRequest, UpdateTableReplicaAutoScalingResponse>
      UPDATE_TABLE_REPLICA_AUTO_SCALING =
          ServiceOperation.controlPlane(
              UpdateTableReplicaAutoScalingRequest.class,
              false,
              DynamoDbClient::updateTableReplicaAutoScaling,
              DynamoDbAsyncClient::updateTableReplicaAutoScaling);

  /** All of them. */
  static final List<ServiceOperation<?, ?>> ALL =
      List.of(
          CREATE_BACKUP,
          DELETE_BACKUP,
          DESCRIBE_BACKUP,
          LIST_BACKUPS,
          RESTORE_TABLE_FROM_BACKUP,
          RESTORE_TABLE_TO_POINT_IN_TIME,
          DESCRIBE_CONTINUOUS_BACKUPS,
          UPDATE_CONTINUOUS_BACKUPS,
          DESCRIBE_EXPORT,
          EXPORT_TABLE_TO_POINT_IN_TIME,
          LIST_EXPORTS,
          DESCRIBE_IMPORT,
          IMPORT_TABLE,
          LIST_IMPORTS,
          CREATE_GLOBAL_TABLE,
          DESCRIBE_GLOBAL_TABLE,
          DESCRIBE_GLOBAL_TABLE_SETTINGS,
          LIST_GLOBAL_TABLES,
          UPDATE_GLOBAL_TABLE,
          UPDATE_GLOBAL_TABLE_SETTINGS,
          DESCRIBE_TABLE_REPLICA_AUTO_SCALING,
          UPDATE_TABLE_REPLICA_AUTO_SCALING);

  private BackupOperations() {}
}
