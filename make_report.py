"""Write a briefing pack: `python make_report.py --help`."""

from generator.cli import command

if __name__ == "__main__":
    raise SystemExit(command())
