"""Reads a table raw in two regions by boto3 and compares it item by item: TABLE URL REGION.

The first region is that of DYNAMODB_ENDPOINT. Prints one line "id TAB content" for each item if both hold the same.
"""

import os
import sys

import boto3


def items(url, name, region=None):
    table = boto3.resource("dynamodb", endpoint_url=url, region_name=region).Table(name)
    found = {}
    arguments = {"ConsistentRead": True}
    while True:
        page = table.scan(**arguments)
        found.update((item["id"], item) for item in page["Items"])
        if "LastEvaluatedKey" not in page:
            return found
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def main(name, url, region):
    ours, theirs = items(os.environ["DYNAMODB_ENDPOINT"], name), items(url, name, region)
    different = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
    if different:
        key = different[0]
        sys.exit(f"{len(different)} differ, such as {ours.get(key)} and {theirs.get(key)}")
    for key in sorted(ours):
        print(key, ours[key].get("content"), sep="\t")


main(*sys.argv[1:])
