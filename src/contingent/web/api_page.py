"""The description of the API becomes a page of its own, without a byte from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

__all__ = ["reference_page"]

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>API</title>'
    '<link rel="stylesheet" href="/static/contingent.css">'
    '<link rel="icon" href="/static/mark.svg" type="image/svg+xml"></head><body>'
    '<main id="main"><p><a href="/">Back to the overview</a></p><h1>API</h1>'
    '<p class="note">{told} The same in machine-readable form: '
    '<a href="/api/openapi.json">OpenAPI</a>. Every answer carries an ETag.</p>'
    "{routes}<h2>Shapes</h2>{shapes}</main></body></html>"
)
_TABLE = Markup(
    '<div class="scroll" tabindex="0" role="group" aria-label="{name}"><table><thead><tr>'
    '<th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>'
    "<tbody>{rows}</tbody></table></div>"
)
_ROW = Markup("<tr><th scope=row><code>{}</code></th><td>{}</td><td>{}</td></tr>")


def reference_page(described: Mapping[str, Any]) -> str:
    """Every path with its parameters and every shape with its fields, from an OpenAPI document."""
    routes = Markup("").join(
        _route(path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    )
    shapes = Markup("").join(
        _shape(name, shape) for name, shape in described["components"]["schemas"].items()
    )
    told = escape(described["info"]["description"])
    return str(_PAGE.format(told=told, routes=routes, shapes=shapes))


def _route(path: str, method: str, operation: Mapping[str, Any]) -> Markup:
    head = Markup("<h2><code>{} {}</code></h2><p>{}</p>").format(
        method.upper(), path, operation.get("summary", "")
    )
    rows = Markup("").join(
        _ROW.format(each["name"], _type(each["schema"]), each.get("description", ""))
        for each in operation.get("parameters", ())
    )
    told = sorted((code, each["description"].rstrip(".")) for code, each in _answers(operation))
    answers = "; ".join(f"{code} {words}" for code, words in told)
    table = _TABLE.format(name=f"{method} {path}", rows=rows) if rows else Markup("")
    return head + table + Markup('<p class="note">Answers: {}.</p>').format(answers)


def _answers(operation: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from operation.get("responses", {}).items()


def _shape(name: str, shape: Mapping[str, Any]) -> Markup:
    head = Markup("<h3>{}</h3><p>{}</p>").format(name, shape.get("description", ""))
    rows = Markup("").join(
        _ROW.format(field, _type(each), each.get("description", ""))
        for field, each in shape.get("properties", {}).items()
    )
    return head + (_TABLE.format(name=name, rows=rows) if rows else Markup(""))


def _type(schema: Mapping[str, Any]) -> str:
    """A type in a few words: `list of PositionOut`, `string or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    kind = str(schema.get("type", "anything"))
    return f"{schema['format']}" if "format" in schema else kind
