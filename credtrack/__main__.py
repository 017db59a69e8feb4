"""Run the command line as `python -m credtrack`."""

from credtrack.cli import main

if __name__ == "__main__":
    main()
