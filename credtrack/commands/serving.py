"""How does a person look at a database in a browser, or let everyone look at it?"""

import socket
from pathlib import Path
from typing import Any

import click

from credtrack.commands.options import db_option, to_read
from credtrack.config import load as load_config
from credtrack.mistakes import UserError
from credtrack.serving import LOCAL, Manner, claim_port, default_workers, is_export, serve
from credtrack.terminal import say


@click.command("serve")
@db_option
@click.option(
    "--host",
    default=lambda: load_config().site_host,
    show_default="127.0.0.1, unless it was set",
    help="The address to listen on.",
)
@click.option(
    "--port",
    default=lambda: load_config().site_port,
    show_default="8001, unless it was set",
    type=click.IntRange(0, 65535),
    help="0: a free one.",
)
@click.option("--public", is_flag=True, help="For anyone to visit: no texts beyond quoted evidence, no SQL.")
@click.option(
    "--base-url", default="/", show_default=True, help="The path below which a proxy shows the site."
)
@click.option(
    "--proxy",
    "proxies",
    default="127.0.0.1",
    show_default=True,
    help="Whose X-Forwarded headers are believed.",
)
@click.option(
    "--workers",
    default=default_workers,
    show_default="one for each core, at most 4",
    type=click.IntRange(1, 64),
    help="How many processes answer.",
)
@click.option("--immutable", is_flag=True, help="For an exported file: nothing will ever write to it.")
def serve_command(path: Path, host: str, port: int, **manner: Any) -> None:
    """Serve a database as pages, JSON and CSV.

    \b
    Example: credtrack serve --port 8002
             credtrack serve --public --base-url /coding/
    """
    chosen = Manner(**manner)
    base = chosen.base_url
    if not (base.startswith("/") and base.endswith("/")):
        raise UserError(f"--base-url {base!r}: expected a path that begins and ends with /, such as /coding/")
    check_file(path, chosen.immutable)
    show(path, claim_port(host, port), chosen)


def check_file(path: Path, immutable: bool) -> None:
    """Open the file once, so that it is brought up to date; raises UserError where `--immutable` is not for it."""
    if is_export(path):
        if not immutable:
            raise UserError(f"{path}: an exported file: serve it with --immutable")
        return
    if immutable:
        raise UserError(
            f"{path}: a crawler may write to it, and then an immutable server gives wrong rows; "
            "--immutable is for files of `credtrack export`"
        )
    db, _ = to_read(path)
    db.conn.close()


def show(path: Path, listener: socket.socket, manner: Manner = LOCAL) -> None:
    """Serve the database until Ctrl-C, with the address printed."""
    address, port = listener.getsockname()[:2]
    say(f"serving {path} at http://{address}:{port}{manner.base_url} (Ctrl-C stops)")
    serve(path, listener, manner)
