"""Build a briefing pack: see `python make_report.py --help`."""

import sys

if __name__ == "__main__":
    try:
        from generator.cli.main import command

        exit_code = command()
    except KeyboardInterrupt:  # before `command` could handle it
        print("make_report.py: stopped; no pack is left half-written", file=sys.stderr)
        exit_code = 130
    raise SystemExit(exit_code)
