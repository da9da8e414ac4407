"""Write a briefing pack: `python make_report.py --help`."""

from generator.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
