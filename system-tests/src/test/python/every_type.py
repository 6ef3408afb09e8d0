"""Writes an item with every type of DynamoDB by boto3, or checks that it is there: write|check TABLE."""

import os
import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.types import Binary

ITEM = {
    "id": "types",
    "string": "\u00fc \U0001fa90 \u0000 end",
    "empty": "",
    "number": Decimal("-12345678901234567890.123456789012345678"),
    "binary": Binary(bytes(range(256))),
    "true": True,
    "false": False,
    "null": None,
    "list": [Decimal(1), "a", [], {"x": None}],
    "map": {"\u00fc": "name", "nested": {"deep": [Decimal("0.1")]}},
    "strings": {"a", "b"},
    "numbers": {Decimal(1), Decimal("2.5")},
    "binaries": {Binary(b"\x00"), Binary(b"\xff")},
}


def main(action, name):
    table = boto3.resource("dynamodb", endpoint_url=os.environ["DYNAMODB_ENDPOINT"]).Table(name)
    if action == "write":
        table.put_item(Item=ITEM)
        return
    found = table.get_item(Key={"id": "types"}, ConsistentRead=True)["Item"]
    found.pop("last_updated")
    if found != ITEM:
        sys.exit(f"differs: {found}")
    print("ok")


main(*sys.argv[1:])
