"""A task's process for test_process: it says which one it is, then works until it is stopped, deaf or not."""

import os
import signal
import sys
from pathlib import Path
from threading import Thread

from credtrack.schedule.errand import end_with_parent

folder, kind = Path(sys.argv[1]), sys.argv[2]
if kind == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if kind == "broken":
    sys.exit("credtrack: the disk is full")
if kind != "brief":
    Thread(target=end_with_parent, daemon=True).start()
    (folder / f"{os.getpid()}.pid").touch()
    signal.pause() if kind != "deaf" else [signal.pause() for _ in range(9)]
sys.stdout.write("first\nwell done\n")
