"""How large or long does whoever runs the bench want it?"""

import os


def asked_for(variable: str, usual: int) -> int:
    """Give the whole number that an environment variable holds, `usual` where it isn't set; ends the program with one line otherwise."""
    said = os.environ.get(variable, str(usual))
    if not (said.isdecimal() and int(said)):
        raise SystemExit(f"{variable}: expected a whole number above 0, found {said!r}")
    return int(said)
