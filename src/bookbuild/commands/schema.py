"""`bookbuild schema`: JSON Schema and reference page, both generated from the model."""

import json
from collections.abc import Iterator
from typing import Any

import click

from bookbuild.book.model import Book
from bookbuild.errors import Exit


def run(reference: bool) -> int:
    """Print the schema, or the reference page."""
    schema = Book.model_json_schema(by_alias=True)
    if reference:
        click.echo("\n".join(_page(schema)))
    else:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "book.yaml"}
        click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return Exit.OK


def _page(schema: dict[str, Any]) -> Iterator[str]:
    yield "# book.yaml\n"
    yield from _table(schema)
    for name, model in schema["$defs"].items():
        if "properties" in model:
            yield f"## {name}\n\n{model.get('description', '')}\n"
            yield from _table(model)
        elif "enum" in model:
            yield f"## {name}\n\n{model.get('description', '')} One of: {', '.join(model['enum'])}.\n"


def _table(model: dict[str, Any]) -> Iterator[str]:
    required = set(model.get("required", ()))
    yield "| key | | kind | meaning |\n|---|---|---|---|"
    for key, field in model["properties"].items():
        text = " ".join(str(field.get("description", "")).split()).replace("|", "\\|")
        yield f"| `{key}` | {'required' if key in required else ''} | {_kind(field)} | {text} |"
    yield ""


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if alternatives := field.get("anyOf") or field.get("oneOf"):
        return " or ".join(_kind(item) for item in alternatives if item.get("type") != "null")
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}" if field.get("items") else "list"
    return str(field.get("format") or field.get("type", "any"))
