"""Tag a file on two local processes, killing workers as parts are done; a process of its own for test_run.

Given a number of parts, it ends itself by SIGKILL when so many are done, as a client that dies would.
"""

import os
import signal
import sys
from pathlib import Path
from threading import Thread
from time import sleep

from distributed import LocalCluster

from credtrack.bulk.run import run

PART_BYTES = 1_500


def kill_workers(cluster: LocalCluster, out: Path) -> None:
    """Kill one worker as soon as a part is done."""
    while not list(out.glob("part-*.json")):
        sleep(0.01)
    os.kill(next(iter(cluster.workers.values())).process.pid, signal.SIGKILL)


def kill_client(out: Path, parts: int) -> None:
    """Kill this process when so many parts are done."""
    while len(list(out.glob("part-*.json"))) < parts:
        sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    settings = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(n_workers=2, **settings) as cluster:
        if len(sys.argv) > 3:
            Thread(target=kill_client, args=(out, int(sys.argv[3])), daemon=True).start()
        else:
            Thread(target=kill_workers, args=(cluster, out), daemon=True).start()
        found = run(
            [source],
            out,
            columns={},
            advance=lambda done, total=None: None,
            scheduler=cluster.scheduler_address,
            part_bytes=PART_BYTES,
        )
    sys.exit(len(found.failed))
