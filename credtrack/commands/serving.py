"""How does a person look at a database in a browser?"""

import socket
from pathlib import Path

import click

from credtrack.commands.options import db_option, to_read
from credtrack.serving import claim_port, serve
from credtrack.terminal import say


@click.command("serve")
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0: a free one.")
def serve_command(path: Path, host: str, port: int) -> None:
    """Serve a database as pages, JSON and CSV.

    \b
    Example: credtrack serve --port 8002
    """
    db, _ = to_read(path)
    db.conn.close()
    show(path, claim_port(host, port))


def show(path: Path, listener: socket.socket) -> None:
    """Serve the database until Ctrl-C, with the address printed."""
    address, port = listener.getsockname()[:2]
    say(f"serving {path} at http://{address}:{port}/ (Ctrl-C stops)")
    serve(path, listener)
