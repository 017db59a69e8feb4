"""How fast is it? Measures one area or all, prints a table, and writes build/bench.json; with --build it makes inputs."""

import sys
from pathlib import Path

from credtrack.bench.runner import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).parent.parent))
