"""What does one area measure? Run by the runner in a process of its own; prints each figure as it is taken."""

import json
import sys
from pathlib import Path

import click

from credtrack.bench.runner import area_module
from credtrack.bench.workshop import Workshop

if __name__ == "__main__":
    for figure in area_module(sys.argv[1]).measure(Workshop(Path(sys.argv[2]))):
        click.echo(json.dumps({figure.name: figure.value}))
