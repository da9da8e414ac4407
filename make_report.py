"""Write a briefing pack: `python make_report.py --help`."""

import sys

if __name__ == "__main__":
    try:
        from generator.cli.main import command

        code = command()
    except KeyboardInterrupt:  # before the command could say so itself
        print("make_report.py: stopped; no pack is left half-written", file=sys.stderr)
        code = 130
    raise SystemExit(code)
