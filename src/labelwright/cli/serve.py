"""`labelwright serve`: the web application."""

from __future__ import annotations

from typing import Annotated

import typer

from labelwright.cli.options import Home, Json


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on; default: 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port; default: 8470, and 0 is any that is free.")] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Run the web application until Ctrl-C."""
    from labelwright.api import serving
    from labelwright.cli import answer
    from labelwright.settings import load_settings

    def tell(address: str) -> None:
        answer.show({"address": address}, f"Labelwright is ready at {address}", as_json=as_json)

    serving.serve(load_settings(home=home, host=host, port=port), on_ready=tell)
