"""Unicode's character table in DynamoDB, by boto3 alone. The region is that of DYNAMODB_ENDPOINT.

load TABLE FILE            every character an item: id (code point), name, category, the character itself
alter TABLE                every hundredth item: older with another name, newer, or gone, in turn; prints how many
compare TABLE URL REGION   prints "identical COUNT" if that region holds the very same items
"""

import os
import sys
from decimal import Decimal

import boto3

LOADED = "2026-01-02T00:00:00.000000Z~00000001"
OLDER = "2026-01-01T00:00:00.000000Z~00000002"
NEWER = "2026-01-03T00:00:00.000000Z~00000003"
ONE_IN = 100


def table_at(url, name, region=None):
    return boto3.resource("dynamodb", endpoint_url=url, region_name=region).Table(name)


def items(table):
    pages = {}
    arguments = {"ConsistentRead": True}
    while True:
        page = table.scan(**arguments)
        pages.update((item["id"], item) for item in page["Items"])
        if "LastEvaluatedKey" not in page:
            return pages
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def load(table, path):
    with open(path, encoding="ascii") as lines, table.batch_writer() as batch:
        for line in lines:
            fields = line.rstrip("\n").split(";")
            code = int(fields[0], 16)
            item = {
                "id": code,
                "name": fields[1],
                "category": fields[2],
                "old_name": fields[10],
                "last_updated": LOADED,
            }
            if not 0xD800 <= code <= 0xDFFF:
                item["character"] = chr(code)
            batch.put_item(Item=item)


def alter(table):
    altered = 0
    for position, key in enumerate(sorted(items(table)), start=1):
        if position % ONE_IN:
            continue
        altered += 1
        if altered % 3 == 0:
            table.delete_item(Key={"id": key})
        else:
            table.update_item(
                Key={"id": key},
                UpdateExpression="SET #n = :n, last_updated = :v",
                ExpressionAttributeNames={"#n": "name"},
                ExpressionAttributeValues={
                    ":n": f"altered \u00e4 {key}",
                    ":v": OLDER if altered % 3 == 1 else NEWER,
                },
            )
    print(altered)


def compare(table, other):
    ours, theirs = items(table), items(other)
    if ours != theirs:
        different = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
        sys.exit(f"{len(different)} differ, such as {different[:3]}")
    names = sum(1 for item in ours.values() if item["name"].startswith("altered"))
    newer = sum(1 for item in ours.values() if item["last_updated"] == NEWER)
    if names != newer or any(item["last_updated"] == OLDER for item in ours.values()):
        sys.exit(f"the wrong copies won: {names} altered, {newer} newer")
    assert all(isinstance(key, Decimal) for key in ours)
    print("identical", len(ours))


def main(action, name, *rest):
    table = table_at(os.environ["DYNAMODB_ENDPOINT"], name)
    if action == "load":
        load(table, *rest)
    elif action == "alter":
        alter(table)
    else:
        compare(table, table_at(rest[0], name, rest[1]))


main(*sys.argv[1:])
